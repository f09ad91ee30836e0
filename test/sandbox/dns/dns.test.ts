import {Resolver} from 'node:dns/promises';
import {mkdtemp, rm} from 'node:fs/promises';
import net from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import test, {type ExecutionContext} from 'ava';
import {createRecord, deleteRecord, updateRecord} from '../../../source/sandbox/cloudflare/records.ts';
import {openAccount} from '../../../source/sandbox/cloudflare/rehearsal.ts';
import {startDns} from '../../../source/sandbox/dns/server.ts';
import {Faults} from '../../../source/sandbox/foundation/faults.ts';
import {State} from '../../../source/sandbox/foundation/state.ts';

async function start(t: ExecutionContext, {spread = 0, faults = new Faults()} = {}) {
	const folder = await mkdtemp(join(tmpdir(), 'dns-'));
	const state = await State.open(folder);
	const account = openAccount(state);
	const dns = await startDns({account, faults, spread});
	t.teardown(async () => {
		await dns.close();
		state.close();
		await rm(folder, {recursive: true});
	});
	const resolver = new Resolver({timeout: 500, tries: 1});
	resolver.setServers([dns.server]);
	const zone = (name = 'example.com') => account.zones.values().find(candidate => candidate.name === name)!;
	const create = (record: Record<string, unknown>) => {
		const created = createRecord(account, zone(), {ttl: 1, ...record});
		dns.recordsChanged();
		return created;
	};
	return {account, dns, resolver, zone, create};
}

test('addresses, aliases, certificate authorities and the zone itself are answered', async t => {
	const {resolver, create, zone} = await start(t);
	create({type: 'A', name: 'wasper', content: '203.0.113.10'});
	create({type: 'AAAA', name: 'six', content: '2001:db8::1'});
	create({type: 'CNAME', name: 'www', content: 'wasper.example.com'});
	create({type: 'CAA', name: '@', data: {flags: 0, tag: 'issue', value: 'letsencrypt.org'}});

	t.deepEqual(await resolver.resolve4('wasper.example.com'), ['203.0.113.10']);
	t.deepEqual(await resolver.resolve4('WASPER.Example.com'), ['203.0.113.10']);
	t.deepEqual(await resolver.resolve6('six.example.com'), ['2001:db8::1']);
	t.deepEqual(await resolver.resolveCname('www.example.com'), ['wasper.example.com']);
	t.deepEqual(await resolver.resolve4('www.example.com'), ['203.0.113.10']);
	t.like((await resolver.resolveCaa('example.com'))[0], {issue: 'letsencrypt.org'});
	t.deepEqual((await resolver.resolveNs('example.com')).toSorted(), zone().nameServers);
	t.true(zone().nameServers.includes((await resolver.resolveSoa('example.com')).nsname));
	t.deepEqual(await resolver.resolve4(zone().nameServers[0] ?? ''), ['192.0.2.53']);
});

test('an unknown name does not exist, and a known one without such a record has no data', async t => {
	const {resolver, create} = await start(t);
	create({type: 'A', name: 'a.b', content: '203.0.113.10'});
	await t.throwsAsync(resolver.resolve4('missing.example.com'), {code: 'ENOTFOUND'});
	await t.throwsAsync(resolver.resolve4('elsewhere.test'), {code: 'ENOTFOUND'});
	await t.throwsAsync(resolver.resolve6('a.b.example.com'), {code: 'ENODATA'});
	await t.throwsAsync(resolver.resolve4('b.example.com'), {code: 'ENODATA'});
});

test('a proxied name points to the proxy, and the name servers of a pending zone are still the old ones', async t => {
	const {resolver, create, account, zone, dns} = await start(t);
	create({type: 'A', name: 'wasper', content: '203.0.113.10', proxied: true});
	t.false((await resolver.resolve4('wasper.example.com')).includes('203.0.113.10'));

	createRecord(account, zone('example.net'), {type: 'A', name: 'wasper', content: '203.0.113.10'});
	dns.recordsChanged();
	await t.throwsAsync(resolver.resolve4('wasper.example.net'), {code: 'ENOTFOUND'});
	t.deepEqual(await resolver.resolveNs('example.net'), zone('example.net').originalNameServers);
});

test('a wildcard answers for names that have no record of their own', async t => {
	const {resolver, create} = await start(t);
	create({type: 'A', name: '*', content: '203.0.113.66'});
	create({type: 'A', name: 'wasper', content: '203.0.113.10'});
	t.deepEqual(await resolver.resolve4('anything.example.com'), ['203.0.113.66']);
	t.deepEqual(await resolver.resolve4('wasper.example.com'), ['203.0.113.10']);
});

test('a change spreads after a while; until then the old answer is returned', async t => {
	const {resolver, create, account, zone, dns} = await start(t, {spread: 400});
	const record = create({type: 'A', name: 'wasper', content: '203.0.113.10'});
	await t.throwsAsync(resolver.resolve4('wasper.example.com'), {code: 'ENOTFOUND'});
	await until(async () => (await resolver.resolve4('wasper.example.com'))[0] === '203.0.113.10');

	updateRecord(account, zone(), record.id, {content: '203.0.113.11'}, false);
	dns.recordsChanged();
	t.deepEqual(await resolver.resolve4('wasper.example.com'), ['203.0.113.10']);
	await until(async () => (await resolver.resolve4('wasper.example.com'))[0] === '203.0.113.11');

	deleteRecord(account, zone(), record.id);
	dns.recordsChanged();
	await until(
		async () => (await resolver.resolve4('wasper.example.com').catch((error: NodeJS.ErrnoException) => error.code)) === 'ENOTFOUND',
	);
	t.pass();
});

test('TCP is answered too', async t => {
	const {dns, create} = await start(t);
	create({type: 'A', name: 'wasper', content: '203.0.113.10'});
	const {default: dns2} = await import('dns2');
	const [host, port] = dns.server.split(':');
	const resolve = dns2.TCPClient({dns: host!, port: Number(port)});
	const reply = await resolve('wasper.example.com', 'A');
	t.deepEqual(
		reply.answers.map(record => record.address),
		['203.0.113.10'],
	);
});

test('faults: silence, a broken server and a refusal', async t => {
	const faults = new Faults([
		{operation: 'dns query A', nth: 1, drop: true},
		{operation: 'dns query A', nth: 2, failure: {code: 'SERVFAIL', message: ''}},
		{operation: 'dns query A', nth: 3, refuse: true},
	]);
	const {resolver} = await start(t, {faults});
	await t.throwsAsync(resolver.resolve4('example.com'), {code: 'ETIMEOUT'});
	await t.throwsAsync(resolver.resolve4('example.com'), {code: 'ESERVFAIL'});
	await t.throwsAsync(resolver.resolve4('example.com'), {code: 'EREFUSED'});
	await t.throwsAsync(resolver.resolve4('example.com'), {code: 'ENODATA'});
});

test('closing leaves no open connection behind', async t => {
	const {dns} = await start(t);
	const socket = net.connect(Number(dns.server.split(':')[1]), '127.0.0.1');
	await new Promise(resolve => socket.once('connect', resolve));
	const closed = new Promise(resolve => socket.once('close', resolve));
	socket.on('error', () => {});
	await dns.close();
	await closed;
	t.pass();
});

/** Asks until `condition` holds; the deadline is far beyond the server's delay. */
async function until(condition: () => Promise<boolean>): Promise<void> {
	const deadline = Date.now() + 10_000;
	while (!(await condition().catch(() => false))) {
		if (Date.now() > deadline) {
			throw new Error('the awaited answer did not come');
		}

		await new Promise(resolve => setTimeout(resolve, 20));
	}
}
