import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import tls from 'node:tls';
import test, {type ExecutionContext} from 'ava';
import Cloudflare from 'cloudflare';
import {addZone, openAccount, rehearsalToken} from '../../../source/sandbox/cloudflare/rehearsal.ts';
import {startCloudflare} from '../../../source/sandbox/cloudflare/server.ts';
import {SandboxAuthority} from '../../../source/sandbox/foundation/certificates.ts';
import {Faults} from '../../../source/sandbox/foundation/faults.ts';
import {Latency} from '../../../source/sandbox/foundation/latency.ts';
import {State} from '../../../source/sandbox/foundation/state.ts';

async function start(t: ExecutionContext, faults = new Faults()) {
	const folder = await mkdtemp(join(tmpdir(), 'cloudflare-'));
	const state = await State.open(folder);
	const authority = await SandboxAuthority.open(folder);
	tls.setDefaultCACertificates([...tls.getCACertificates('default'), authority.caCertificate]);
	const account = openAccount(state);
	let changes = 0;
	const server = await startCloudflare({account, faults, latency: new Latency(0), authority, onRecordsChanged: () => (changes += 1)});
	t.teardown(async () => {
		await server.close();
		state.close();
		await rm(folder, {recursive: true});
	});
	const client = (apiToken = rehearsalToken) => new Cloudflare({apiToken, baseURL: server.url, maxRetries: 0});
	const zone = async (name = 'example.com') => (await client().zones.list({name})).result[0]?.id ?? '';
	return {server, account, client, zone, changes: () => changes};
}

/** What the SDK throws: status and the numbers of the errors and of their chain. */
async function refusal(t: ExecutionContext, work: PromiseLike<unknown>): Promise<{status: number; codes: number[]; chain: number[]}> {
	const error = await t.throwsAsync(async () => work, {instanceOf: Cloudflare.APIError});
	const errors = (error?.errors ?? []) as Array<{code: number}>;
	// The chain is on the wire, but not in the SDK's types.
	const chain = ((error?.error as {errors?: Array<{error_chain?: Array<{code: number}>}>})?.errors ?? []).flatMap(
		one => one.error_chain ?? [],
	);
	return {status: error?.status ?? 0, codes: errors.map(one => one.code), chain: chain.map(one => one.code)};
}

test('the rehearsal token is valid and sees its zones with their state and name servers', async t => {
	const {client} = await start(t);
	t.is((await client().user.tokens.verify()).status, 'active');

	const zones = [];
	for await (const zone of client().zones.list()) {
		zones.push(zone);
	}

	t.deepEqual(
		zones.map(zone => [zone.name, zone.status]),
		[
			['dev.example.org', 'active'],
			['example.com', 'active'],
			['example.net', 'pending'],
			['example.org', 'active'],
		],
	);
	t.is(zones[0]?.name_servers.length, 2);
});

test('zones are paged until an empty page', async t => {
	const {account, client, server} = await start(t);
	const token = account.tokens.get(rehearsalToken)!;
	const names = Array.from({length: 45}, (_, index) => `zone-${index}.example`);
	for (const name of names) {
		addZone(account, {name, status: 'active'});
	}

	account.tokens.set(rehearsalToken, {...token, zones: names});
	let seen = 0;
	for await (const _ of client().zones.list()) {
		seen += 1;
	}

	t.is(seen, 45);
	t.is(server.log.length, 4);
});

test('a token that is missing, mangled, unknown, read-only or for other zones is refused as Cloudflare refuses it', async t => {
	const {account, client, zone} = await start(t);
	const unknown = 'x'.repeat(40);
	t.deepEqual(await refusal(t, client(unknown).user.tokens.verify()), {status: 401, codes: [1000], chain: []});
	t.deepEqual(await refusal(t, client(unknown).zones.list()), {status: 403, codes: [9109], chain: []});
	t.deepEqual(await refusal(t, client('too-short').zones.list()), {status: 400, codes: [6003], chain: [6111]});

	const reader = 'r'.repeat(40);
	account.tokens.set(reader, {id: '1'.repeat(32), status: 'active', zones: ['example.com'], edit: false});
	const record = {type: 'A', name: 'wasper.example.com', content: '203.0.113.10', ttl: 1} as const;
	t.deepEqual(await refusal(t, client(reader).dns.records.create({zone_id: await zone(), ...record})), {
		status: 403,
		codes: [10_000],
		chain: [],
	});
	t.deepEqual(await refusal(t, client(reader).dns.records.list({zone_id: await zone('example.org')})), {
		status: 403,
		codes: [9109],
		chain: [],
	});
	t.deepEqual(await refusal(t, client().dns.records.list({zone_id: 'nonsense'})), {status: 404, codes: [7003], chain: []});
});

test('a record is created, found, changed and deleted, and the name servers hear of each change', async t => {
	const {client, zone, changes} = await start(t);
	const {records} = client().dns;
	const zone_id = await zone();
	const created = await records.create({zone_id, type: 'A', name: 'wasper', content: '203.0.113.10', ttl: 1, comment: 'ours'});
	t.like(created, {name: 'wasper.example.com', ttl: 1, proxied: false, comment: 'ours'});

	const found = await records.list({zone_id, name: {exact: 'wasper.example.com'}, type: 'A'});
	t.deepEqual(
		found.result.map(record => record.id),
		[created.id],
	);
	t.is((await records.list({zone_id, name: {exact: 'other.example.com'}})).result.length, 0);

	t.like(await records.edit(created.id, {zone_id, type: 'A', name: 'wasper.example.com', ttl: 300, content: '203.0.113.11'}), {
		content: '203.0.113.11',
		ttl: 300,
		comment: 'ours',
	});
	t.like(await records.update(created.id, {zone_id, type: 'A', name: 'wasper.example.com', ttl: 60, content: '203.0.113.12'}), {
		content: '203.0.113.12',
		comment: null,
	});
	await records.delete(created.id, {zone_id});
	t.is(changes(), 4);
	t.deepEqual(await refusal(t, records.get(created.id, {zone_id})), {status: 404, codes: [81_044], chain: []});
	t.deepEqual(await refusal(t, records.delete(created.id, {zone_id})), {status: 404, codes: [81_044], chain: []});
});

test('identical records, aliases beside addresses and invalid values are refused', async t => {
	const {client, zone} = await start(t);
	const {records} = client().dns;
	const zone_id = await zone();
	const address = {zone_id, type: 'A', name: 'wasper.example.com', content: '203.0.113.10', ttl: 1} as const;
	await records.create(address);
	t.deepEqual((await refusal(t, records.create(address))).codes, [81_058]);
	t.deepEqual((await refusal(t, records.create({...address, type: 'CNAME', content: 'elsewhere.example.com'}))).codes, [81_053]);
	await t.notThrowsAsync(records.create({...address, type: 'AAAA', content: '2001:db8::1'}));

	t.deepEqual(await refusal(t, records.create({...address, name: 'b', content: '300.1.1.1'})), {status: 400, codes: [1004], chain: [9005]});
	t.deepEqual(await refusal(t, records.create({...address, name: 'b', ttl: 30})), {status: 400, codes: [1004], chain: [9021]});
	t.deepEqual(await refusal(t, records.create({...address, name: '-b'})), {status: 400, codes: [1004], chain: [9000]});
	t.like(await records.create({...address, name: 'proxied', ttl: 300, proxied: true}), {ttl: 1, proxied: true});
});

test('faults of the file befall the named operation: a rate limit, then as usual', async t => {
	const limit = {
		status: 429,
		headers: {'retry-after': '1'},
		body: {success: false, errors: [{code: 971, message: 'Please wait'}], messages: [], result: null},
	};
	const {client} = await start(t, new Faults([{operation: 'cloudflare GET zones', answer: limit}]));
	t.deepEqual(await refusal(t, client().zones.list()), {status: 429, codes: [971], chain: []});
	t.is((await client().zones.list()).result.length, 4);
});
