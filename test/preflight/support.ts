import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import type {ExecutionContext} from 'ava';
import {openBackend} from '../../source/backend/open-backend.ts';
import type {Check} from '../../source/plan/check.ts';
import type {Choices} from '../../source/deployment/choices.ts';
import {Secret} from '../../source/deployment/secret.ts';
import {trustAuthority} from '../../source/environment/trust.ts';
import type {PreflightOptions} from '../../source/preflight/run.ts';
import {defaultSubscriptions, type Subscription} from '../../source/sandbox/azure/offerings.ts';
import type {PolicyDocument, Stored, StoredGroup, StoredLock} from '../../source/sandbox/azure/cloud.ts';
import {openAccount, rehearsalToken} from '../../source/sandbox/cloudflare/rehearsal.ts';
import {State} from '../../source/sandbox/foundation/state.ts';
import {startSandbox} from '../../source/sandbox/start.ts';
import {makeChoices} from '../azure/fixtures.ts';
import {makePublicKey} from '../azure/wire.ts';

const [usual] = defaultSubscriptions as [Subscription];
export const subscriptionScope = `/subscriptions/${usual.id}`;

export interface Rehearsal {
	/** What the stand-ins know before the questions are asked. */
	change?(state: StandIns): void;
	faults?: unknown[];
	/** A prepared state instead of an empty one. */
	folder?: string;
	choices?: Partial<Choices>;
}

export type StandIns = ReturnType<typeof standIns>;

/** The tables of the stand-ins, to be furnished by a test. */
function standIns(state: State) {
	const account = openAccount(state);
	const subscriptions = state.table<Subscription>('azure-subscriptions');
	return {
		...account,
		groups: state.table<StoredGroup>('azure-groups'),
		resources: state.table<Stored<unknown>>('azure-resources'),
		locks: state.table<StoredLock>('azure-locks'),
		policies: state.table<PolicyDocument>('azure-policies'),
		subscription: (change: Partial<Subscription>) => subscriptions.set(usual.id, {...usual, ...change}),
		token(change: Partial<ReturnType<typeof account.tokens.values>[number]>) {
			account.tokens.set(rehearsalToken, {...account.tokens.get(rehearsalToken)!, ...change});
		},
	};
}

/** The real world behind the whole sandbox, over the real SDKs; `ask` asks all questions, `look` shows what the stand-ins hold afterwards. */
export async function rehearse(t: ExecutionContext, {change, faults = [], folder, choices = {}}: Rehearsal = {}) {
	const stateFolder = folder ?? (await mkdtemp(path.join(tmpdir(), 'wasper-preflight-')));
	const prepared = await State.open(stateFolder);
	const tables = standIns(prepared);
	const zone = tables.zones.values().find(({name}) => name === 'example.com')!;
	change?.(tables);
	prepared.close();
	const faultsFile = path.join(stateFolder, 'faults.json');
	await writeFile(faultsFile, JSON.stringify({faults}));
	const sandbox = await startSandbox({stateFolder, faultsFile, latencyScale: 0});
	trustAuthority(sandbox.caCertificate);
	const operator = path.join(stateFolder, 'operator');
	const token = new Secret(sandbox.environment['CLOUDFLARE_API_TOKEN'] ?? '');
	const backend = openBackend({environment: sandbox.environment, pace: 0, brings: {cloudflareToken: token}, folder: operator});
	await backend.signIn('environment', {});
	let closed = false;
	const close = async () => {
		if (!closed) {
			closed = true;
			await sandbox.close();
		}
	};
	t.teardown(async () => {
		await close();
		await rm(stateFolder, {recursive: true, force: true});
	});
	const all = {
		...makeChoices({
			subscription: usual,
			region: 'eastus',
			size: 'Standard_D2as_v5',
			zone: {id: zone.id, name: zone.name, nameServers: zone.nameServers},
			cloudflareToken: token,
			sshKey: {publicKey: makePublicKey(), privateKeyPath: '/nowhere'},
		}),
		...choices,
	};
	return {
		operator,
		ask: async (options: PreflightOptions = {}): Promise<Record<string, Check>> => {
			// A machine that tests other things beside this one is slow.
			const checks = await backend.checks(all, {logFolder: operator, deadlineSeconds: 100, ...options});
			return Object.fromEntries(checks.map(check => [check.id, check]));
		},
		/** The checks for a machine that was given with --host. */
		askSite: async (options: PreflightOptions & {address?: string} = {}): Promise<Record<string, Check>> => {
			const checks = await backend.siteChecks(all, {logFolder: operator, deadlineSeconds: 100, ...options});
			return Object.fromEntries(checks.map(check => [check.id, check]));
		},
		/** What the stand-ins hold, once they are closed. */
		async look(): Promise<StandIns> {
			await close();
			const state = await State.open(stateFolder);
			t.teardown(() => state.close());
			return standIns(state);
		},
	};
}

/** Ids of the checks in a state, in order. */
export function idsOf(checks: Record<string, Check>, state: Check['state']): string[] {
	return Object.values(checks)
		.filter(check => check.state === state)
		.map(({id}) => id);
}
