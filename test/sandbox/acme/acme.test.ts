import {mkdtemp, rm} from 'node:fs/promises';
import http from 'node:http';
import type {AddressInfo} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {X509Certificate} from 'node:crypto';
import tls from 'node:tls';
import acme from 'acme-client';
import test, {type ExecutionContext} from 'ava';
import {exportJWK, FlattenedSign, generateKeyPair} from 'jose';
import {openBook} from '../../../source/sandbox/acme/book.ts';
import {startAcme} from '../../../source/sandbox/acme/server.ts';
import {createRecord} from '../../../source/sandbox/cloudflare/records.ts';
import {openAccount} from '../../../source/sandbox/cloudflare/rehearsal.ts';
import {startDns} from '../../../source/sandbox/dns/server.ts';
import {SandboxAuthority} from '../../../source/sandbox/foundation/certificates.ts';
import {Faults} from '../../../source/sandbox/foundation/faults.ts';
import {State} from '../../../source/sandbox/foundation/state.ts';

const name = 'wasper.example.com';

// The client has no trust setting of its own and would ask a proxy; throttling is for us to see, not for it to sit out.
acme.axios.defaults.proxy = false;
Object.assign(acme.axios.defaults, {acmeSettings: {retryMaxAttempts: 0}});

async function start(t: ExecutionContext, {faults = new Faults(), address = '203.0.113.10'} = {}) {
	const folder = await mkdtemp(join(tmpdir(), 'acme-'));
	const state = await State.open(folder);
	const authority = await SandboxAuthority.open(folder);
	tls.setDefaultCACertificates([...tls.getCACertificates('default'), authority.caCertificate]);
	const account = openAccount(state);
	const zone = account.zones.values().find(candidate => candidate.name === 'example.com')!;
	const dns = await startDns({account, faults: new Faults(), spread: 0});
	const record = (body: Record<string, unknown>) => {
		createRecord(account, zone, {name, ...body});
		dns.recordsChanged();
	};

	const tokens = new Map<string, string>();
	const site = http.createServer((request, response) => {
		const answer = tokens.get(request.url?.split('/').at(-1) ?? '');
		response.writeHead(answer ? 200 : 404).end(answer);
	});
	await new Promise<void>(resolve => site.listen(0, '127.0.0.1', resolve));
	const {port} = site.address() as AddressInfo;
	const internet = {
		dnsServers: [dns.server],
		connectTo: (ip: string, wanted: number) => (ip === address && wanted === 80 ? {host: '127.0.0.1', port} : undefined),
	};
	const server = await startAcme({state, faults, authority, internet, validationDelay: 0});
	t.teardown(async () => {
		await server.close();
		await dns.close();
		site.close();
		site.closeAllConnections();
		state.close();
		await rm(folder, {recursive: true});
	});

	const accountKey = await acme.crypto.createPrivateEcdsaKey();
	const client = () => new acme.Client({directoryUrl: server.url, accountKey, backoffAttempts: 20, backoffMin: 10, backoffMax: 50});
	const issue = async (using = client(), commonName = name) => {
		const [, csr] = await acme.crypto.createCsr({commonName, altNames: [commonName]});
		return using.auto({
			csr,
			email: 'a@example.com',
			termsOfServiceAgreed: true,
			skipChallengeVerification: true,
			challengePriority: ['http-01'],
			challengeCreateFn: async (_, challenge, keyAuthorization) => void tokens.set(challenge.token, keyAuthorization),
			challengeRemoveFn: async (_, challenge) => void tokens.delete(challenge.token),
		});
	};
	return {server, authority, book: openBook(state), client, issue, record, tokens};
}

test('whoever answers for the name gets a certificate of the sandbox authority for it', async t => {
	const {issue, record, authority} = await start(t);
	record({type: 'A', content: '203.0.113.10'});
	const chain = await issue();
	const [leaf = ''] = acme.crypto.splitPemChain(chain);
	const certificate = new X509Certificate(leaf);
	t.is(certificate.checkHost(name), name);
	t.true(certificate.verify(new X509Certificate(authority.caCertificate).publicKey));
	t.true(new Date(certificate.validTo) > new Date(Date.now() + 80 * 24 * 60 * 60 * 1000));
});

for (const [what, records, words] of [
	['the name does not exist', [], /NXDOMAIN looking up A/],
	['the name points elsewhere', [{type: 'A', content: '203.0.113.99'}], /203\.0\.113\.99: Fetching http.*Timeout/],
	[
		'a stray AAAA record is preferred',
		[
			{type: 'A', content: '203.0.113.10'},
			{type: 'AAAA', content: '2001:db8::1'},
		],
		/2001:db8::1: Fetching/,
	],
	[
		'CAA names another authority',
		[
			{type: 'A', content: '203.0.113.10'},
			{type: 'CAA', name: '@', content: '0 issue "other.example"'},
		],
		/CAA record for example\.com prevents/,
	],
	['the name is behind the proxy', [{type: 'A', content: '203.0.113.10', proxied: true}], /Fetching http/],
] as const) {
	test(`validation fails when ${what}`, async t => {
		const {issue, record} = await start(t);
		for (const body of records) {
			record(body);
		}

		await t.throwsAsync(issue(), {message: words});
	});
}

test('a wrong or missing answer on port 80 is not a proof', async t => {
	const {issue, record, tokens, client} = await start(t);
	record({type: 'A', content: '203.0.113.10'});
	const set = tokens.set.bind(tokens);
	tokens.set = (key, value) => set(key, `${value}x`);
	await t.throwsAsync(issue(), {message: /did not match this challenge/});

	tokens.set = () => tokens;
	await t.throwsAsync(issue(client()), {message: /Invalid response from http.*: 404/});
});

test('after 5 failures in an hour the name must wait, and says until when', async t => {
	const {issue} = await start(t);
	for (let attempt = 0; attempt < 5; attempt += 1) {
		await t.throwsAsync(issue(), {message: /NXDOMAIN/});
	}

	await t.throwsAsync(issue(), {message: /too many failed authorizations \(5\).*retry after \d{4}-.* UTC: see https:\/\/letsencrypt\.org/});
});

test('the 6th certificate a week for the same names is refused', async t => {
	const {issue, record} = await start(t);
	record({type: 'A', content: '203.0.113.10'});
	for (let attempt = 0; attempt < 5; attempt += 1) {
		await issue();
	}

	await t.throwsAsync(issue(), {message: /too many certificates \(5\) already issued for this exact set of identifiers/});
});

test('names that no authority would certify are refused', async t => {
	const {issue} = await start(t);
	await t.throwsAsync(issue(undefined, '*.example.com'), {message: /Cannot issue for/});
	await t.throwsAsync(issue(undefined, 'localhost'), {message: /Cannot issue for/});
});

test('a request that is unsigned, replayed, made for another address or signed by another key is refused', async t => {
	const {server} = await start(t);
	const url = server.url.replace('directory', 'new-account');
	const {privateKey, publicKey} = await generateKeyPair('ES256');
	const stranger = await generateKeyPair('ES256');
	const nonce = async () => (await fetch(server.url.replace('directory', 'new-nonce'), {method: 'HEAD'})).headers.get('replay-nonce') ?? '';
	const sign = async (header: {nonce: string; url: string}, key = privateKey) =>
		new FlattenedSign(new TextEncoder().encode('{"termsOfServiceAgreed":true}'))
			.setProtectedHeader({alg: 'ES256', jwk: await exportJWK(publicKey), ...header})
			.sign(key);
	const post = async (body: unknown, type = 'application/jose+json') => {
		const response = await fetch(url, {method: 'POST', headers: {'content-type': type}, body: JSON.stringify(body)});
		const {type: problem = ''} = (await response.json()) as {type?: string};
		return [response.status, problem.split(':').at(-1)];
	};

	t.deepEqual(await post({}, 'application/json'), [415, 'malformed']);
	t.deepEqual(await post({}), [400, 'malformed']);
	t.deepEqual(await post(await sign({nonce: 'invented', url})), [400, 'badNonce']);
	t.deepEqual(await post(await sign({nonce: await nonce(), url: server.url})), [400, 'malformed']);
	t.deepEqual(await post(await sign({nonce: await nonce(), url}, stranger.privateKey)), [400, 'malformed']);
	const good = await sign({nonce: await nonce(), url});
	t.deepEqual(await post(good), [201, '']);
	t.deepEqual(await post(good), [400, 'badNonce']);
});

test("an account can't see another's order", async t => {
	const {server, issue, record, book, client} = await start(t);
	record({type: 'A', content: '203.0.113.10'});
	await issue();
	const [order] = book.orders.values();
	const url = server.url.replace('directory', `order/${order?.id}`);
	const own = client();
	await own.createAccount({termsOfServiceAgreed: true});
	t.is((await own.getOrder({url} as Parameters<typeof own.getOrder>[0])).status, 'valid');

	const stranger = new acme.Client({directoryUrl: server.url, accountKey: await acme.crypto.createPrivateEcdsaKey()});
	await stranger.createAccount({termsOfServiceAgreed: true});
	await t.throwsAsync(stranger.getOrder({url} as Parameters<typeof own.getOrder>[0]), {message: /not authorized/});
});

test('a fault refuses an order in the words of the file', async t => {
	const body = {type: 'urn:ietf:params:acme:error:serverInternal', detail: 'The service is down for maintenance.', status: 503};
	const {issue, record} = await start(t, {faults: new Faults([{operation: 'acme new-order', answer: {status: 503, body}}])});
	record({type: 'A', content: '203.0.113.10'});
	await t.throwsAsync(issue(), {message: /down for maintenance/});
	await t.notThrowsAsync(issue());
});
