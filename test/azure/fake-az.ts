import {chmod, mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {delimiter, join} from 'node:path';
import type {ExecutionContext} from 'ava';

export interface FakeAz {
	/** The arguments of each call, oldest first. */
	calls(): Promise<string[]>;
	/** Puts another program in its place: the operator did something in another window. */
	become(script: string): Promise<void>;
}

/** A program `az` at the front of PATH, in place of the Azure CLI; for serial tests, because PATH is everybody's. */
export async function pretendAz(t: ExecutionContext, script: string): Promise<FakeAz> {
	const folder = await mkdtemp(join(tmpdir(), 'wasper-az-'));
	const [program, log] = [join(folder, 'az'), join(folder, 'log')];
	const become = async (body: string) => {
		await writeFile(program, `#!/bin/sh\necho "$*" >> ${log}\n${body}\n`);
		await chmod(program, 0o755);
	};

	await writeFile(log, '');
	await become(script);
	const before = process.env['PATH'];
	process.env['PATH'] = `${folder}${delimiter}${before}`;
	t.teardown(async () => {
		process.env['PATH'] = before;
		await rm(folder, {recursive: true});
	});
	return {
		become,
		async calls() {
			const lines = await readFile(log, 'utf8');
			return lines.split('\n').filter(Boolean);
		},
	};
}

/** What `az account get-access-token` prints; the token says which tenant it is for. */
export function tokenScript({minutes = 60, token = 'from-cli', tenant = 'home'} = {}): string {
	const claims = Buffer.from(JSON.stringify({tid: tenant, unique_name: 'ada@example.com', oid: 'ada'})).toString('base64url');
	const answer = {accessToken: `${token}.${claims}.x`, expires_on: Math.floor(Date.now() / 1000) + minutes * 60, tokenType: 'Bearer'};
	return `cat <<'END'\n${JSON.stringify(answer)}\nEND`;
}

export const loggedOut = `echo "ERROR: Please run 'az login' to setup account." >&2; exit 1`;
export const sessionEnded = `cat >&2 <<'END'
ERROR: AADSTS700082: The refresh token has expired due to inactivity. The token was issued on 2026-05-01T08:00:00.0000000Z and was inactive for 90.00:00:00. Trace ID: 0 Correlation ID: 0 Timestamp: 2026-11-21 15:00:00Z
Interactive authentication is needed. Please run:
az login
END
exit 1`;
