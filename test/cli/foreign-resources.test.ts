import {writeFile} from 'node:fs/promises';
import path from 'node:path';
import test from 'ava';
import {startSandbox} from '../../source/sandbox/start.ts';
import {runCli} from '../support/cli.ts';
import {emptyHome} from '../support/environment.ts';
import {answers} from './rehearsal.ts';

test('without --sandbox, any faithful servers that the environment names serve for a whole run', async t => {
	const home = await emptyHome(t);
	const sandbox = await startSandbox({stateFolder: path.join(home, 'servers'), latencyScale: 0});
	t.teardown(async () => sandbox.close());
	const authority = path.join(home, 'authority.pem');
	await writeFile(authority, sandbox.caCertificate);

	const {code, stdout, stderr} = await runCli(t, ['--yes', '--json', ...answers], {
		home,
		seconds: 90,
		environment: {...sandbox.environment, NODE_EXTRA_CA_CERTS: authority},
	});
	t.is(code, 0, stderr);
	const end = JSON.parse(stdout.trim().split('\n').at(-1) ?? '{}') as {outcome?: string; summary?: {sandbox: boolean}};
	t.is(end.outcome, 'done');
	t.false(end.summary?.sandbox);
});

test('without anybody signed in, the run ends before it begins and says how to sign in', async t => {
	const {code, stderr} = await runCli(t, ['--yes', ...answers], {
		environment: {PATH: '/nonexistent', WASPER_AZURE_ENDPOINT: 'https://127.0.0.1:9', AZURE_AUTHORITY_HOST: 'https://127.0.0.1:9'},
	});
	t.is(code, 2);
	t.regex(stderr, /az login|AZURE_CLIENT_ID/);
});
