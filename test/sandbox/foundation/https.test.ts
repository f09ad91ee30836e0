import {mkdtemp, rm, stat} from 'node:fs/promises';
import {X509Certificate} from 'node:crypto';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import tls from 'node:tls';
import test from 'ava';
import {SandboxAuthority} from '../../../source/sandbox/foundation/certificates.ts';
import {Faults} from '../../../source/sandbox/foundation/faults.ts';
import {startHttps, type HttpsOptions} from '../../../source/sandbox/foundation/https.ts';

async function start(t: {teardown(work: () => Promise<void>): void}, options: Partial<HttpsOptions>) {
	const folder = await mkdtemp(join(tmpdir(), 'sandbox-https-'));
	const authority = await SandboxAuthority.open(folder);
	tls.setDefaultCACertificates([...tls.getCACertificates('default'), authority.caCertificate]);
	const server = await startHttps({
		certificate: await authority.issue(['127.0.0.1', 'localhost']),
		handle: () => ({status: 200, body: {ok: true}}),
		...options,
	});
	t.teardown(async () => {
		await server.close();
		await rm(folder, {recursive: true, force: true});
	});
	return {server, folder, authority};
}

const ask = async (url: string, init: RequestInit = {}) => fetch(url, {signal: AbortSignal.timeout(10_000), ...init});

test('a later run is trusted by whoever trusted an earlier one', async t => {
	const {server, folder, authority} = await start(t, {});
	t.deepEqual(await (await ask(server.url)).json(), {ok: true});
	const again = await SandboxAuthority.open(folder);
	t.is(again.caCertificate, authority.caCertificate);
	const issued = new X509Certificate((await again.issue(['wasper.example.com', '203.0.113.10'])).cert);
	t.true(issued.verify(new X509Certificate(authority.caCertificate).publicKey));
	t.is(issued.subjectAltName, 'DNS:wasper.example.com, IP Address:203.0.113.10');
	t.is((await stat(join(folder, 'authority.pem'))).mode & 0o777, 0o600);
});

test('the log holds every request; a body beyond the limit is not read', async t => {
	const {server} = await start(t, {});
	await ask(`${server.url}/a?b=c`, {method: 'PUT', body: '{}'});
	t.deepEqual(server.log, [{method: 'PUT', path: '/a?b=c', status: 200}]);
	const large = await ask(server.url, {method: 'POST', body: 'x'.repeat(5 * 1024 * 1024)}).then(
		response => response.status,
		() => 413,
	);
	t.is(large, 413);
});

test('faults answer, throttle, delay and drop', async t => {
	const {server} = await start(t, {
		faults: new Faults([
			{operation: 'azure GET /answer', answer: {status: 502, body: '<html>Bad gateway</html>', headers: {'content-type': 'text/html'}}},
			{operation: 'azure GET /throttle', throttle: {retryAfter: 7}},
			{operation: 'azure GET /drop', drop: true},
			{operation: 'azure GET /delay', delay: 10},
		]),
		operation: request => `azure ${request.method} ${request.path}`,
	});
	const answer = await ask(`${server.url}/answer`);
	t.is(answer.status, 502);
	t.is(answer.headers.get('content-type'), 'text/html');
	t.is((await ask(`${server.url}/throttle`)).headers.get('retry-after'), '7');
	await t.throwsAsync(ask(`${server.url}/drop`), {message: 'fetch failed'});
	t.is((await ask(`${server.url}/drop`)).status, 200);
	t.is((await ask(`${server.url}/delay`)).status, 200);
	t.deepEqual(
		server.log.map(entry => entry.status),
		[502, 429, 0, 200, 200],
	);
});

test('closing ends connections that still wait for an answer', async t => {
	let arrived: () => void = () => {};
	const waiting = new Promise<void>(resolve => {
		arrived = resolve;
	});
	const {server} = await start(t, {
		async handle({signal}) {
			arrived();
			await new Promise(resolve => signal.addEventListener('abort', resolve));
			return {status: 200};
		},
	});
	const hanging = ask(server.url);
	await waiting;
	await server.close();
	await t.throwsAsync(hanging);
});
