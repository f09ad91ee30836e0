import {Resolver} from 'node:dns/promises';
import {mkdtemp, readdir, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import tls from 'node:tls';
import test, {type ExecutionContext} from 'ava';
import {UsageError} from '../../source/errors/kinds.ts';
import {connectTarget, readEndpoints} from '../../source/environment/endpoints.ts';
import {startSandbox} from '../../source/sandbox/start.ts';

async function folder(t: ExecutionContext): Promise<string> {
	const path = await mkdtemp(join(tmpdir(), 'sandbox-'));
	t.teardown(async () => rm(path, {recursive: true, force: true}));
	return path;
}

async function start(t: ExecutionContext, stateFolder: string) {
	const sandbox = await startSandbox({stateFolder, latencyScale: 0});
	t.teardown(sandbox.close);
	tls.setDefaultCACertificates([...tls.getCACertificates('default'), sandbox.caCertificate]);
	return sandbox;
}

test('every stand-in answers at the address that the environment names', async t => {
	const {environment} = await start(t, await folder(t));
	const endpoints = readEndpoints(environment);
	const status = async (url: string) => (await fetch(url)).status;
	t.is(await status(`${endpoints.authority}/${environment['AZURE_TENANT_ID']}/v2.0/.well-known/openid-configuration`), 200);
	t.is(await status(`${endpoints.azure}/subscriptions?api-version=2022-12-01`), 401);
	t.is(await status(`${endpoints.cloudflare}/zones`), 400);
	t.is(await status(endpoints.prices), 200);
	t.is(await status(endpoints.acmeDirectory), 200);
	t.is(await (await fetch(endpoints.myIp)).text(), '198.51.100.7');

	for (const server of endpoints.dnsServers) {
		const resolver = new Resolver({timeout: 1000, tries: 1});
		resolver.setServers([server]);
		t.is((await resolver.resolveNs('example.com')).length, 2);
	}

	t.is(connectTarget(endpoints, '203.0.113.10', 22).host, '127.0.0.1');
	t.is(connectTarget(endpoints, '203.0.113.99', 22).host, '203.0.113.99');
});

test('a folder serves one sandbox at a time, and is free again when that one is closed', async t => {
	const stateFolder = await folder(t);
	const first = await start(t, stateFolder);
	await t.throwsAsync(startSandbox({stateFolder, latencyScale: 0}), {instanceOf: UsageError, message: /Another sandbox uses/});
	await first.close();
	await t.notThrowsAsync(start(t, stateFolder));
});

test('the lock of a process that is gone is taken over', async t => {
	const stateFolder = await folder(t);
	await writeFile(join(stateFolder, 'lock'), '4194999');
	await t.notThrowsAsync(start(t, stateFolder));
	t.is(await readFile(join(stateFolder, 'lock'), 'utf8'), String(process.pid));
});

test('the lock of a process that lives is respected', async t => {
	const stateFolder = await folder(t);
	await writeFile(join(stateFolder, 'lock'), String(process.ppid));
	const error = await t.throwsAsync(startSandbox({stateFolder, latencyScale: 0}), {instanceOf: UsageError});
	t.is(error?.explanation.code, 'sandbox.busy');
});

test("faults that can't be read stop the start before anything is created", async t => {
	const stateFolder = await folder(t);
	const faultsFile = join(await folder(t), 'faults.json');
	await writeFile(faultsFile, '{"faults": [{"operation": "ssh connect"}]}');
	await t.throwsAsync(startSandbox({stateFolder, faultsFile, latencyScale: 0}), {instanceOf: UsageError, message: /faults/});
	t.deepEqual(await readdir(stateFolder), []);
});
