import dns2 from 'dns2';
import test, {type ExecutionContext} from 'ava';
import {DnsResolver} from '../../source/dns/resolver.ts';

const signal = new AbortController().signal;
const name = 'wasper.example.com';
type Answer = {name: string; type: number; class: number; ttl: number; address?: string; domain?: string};

/** A DNS server that answers by type from a table, or with a code, or not at all. */
async function serve(
	t: ExecutionContext,
	zone: {A?: string[]; AAAA?: string[]; CNAME?: string[]; code?: number; silent?: boolean},
): Promise<string> {
	const server = dns2.createUDPServer((request, send) => {
		const response = dns2.Packet.createResponseFromRequest(request);
		const [question] = request.questions;
		if (zone.silent || !question) {
			return;
		}

		response.header.rcode = zone.code ?? 0;
		const add = (type: 'A' | 'AAAA' | 'CNAME', values: string[] = []) => {
			for (const value of values) {
				const answer: Answer = {
					name: question.name,
					type: dns2.Packet.TYPE[type],
					class: dns2.Packet.CLASS.IN,
					ttl: 60,
					[type === 'CNAME' ? 'domain' : 'address']: value,
				};
				response.answers.push(answer as never);
			}
		};
		const asked = (['A', 'AAAA', 'CNAME'] as const).find(type => dns2.Packet.TYPE[type] === question.type);
		if (asked) {
			add(asked, zone[asked]);
		}

		void send(response);
	});
	await server.listen(0, '127.0.0.1');
	t.teardown(() => server.close());
	return `127.0.0.1:${server.address().port}`;
}

test("each server's own answer is reported, AAAA and CNAME as strays", async t => {
	const good = await serve(t, {A: ['203.0.113.10']});
	const stray = await serve(t, {A: ['203.0.113.10'], AAAA: ['2001:db8::1']});
	const alias = await serve(t, {CNAME: ['old.example.net']});
	const resolver = new DnsResolver({dnsServers: [good, stray, alias], dnsServersGiven: true});
	t.deepEqual(await resolver.askPublic(name, signal), [
		{server: good, addresses: ['203.0.113.10'], strays: []},
		{server: stray, addresses: ['203.0.113.10'], strays: ['AAAA 2001:db8::1']},
		{server: alias, addresses: [], strays: ['CNAME old.example.net']},
	]);
});

test('a name that does not exist is an empty answer; a server that fails is reported as that', async t => {
	const unknown = await serve(t, {code: 3});
	const failing = await serve(t, {code: 2});
	const refusing = await serve(t, {code: 5});
	const resolver = new DnsResolver({dnsServers: [unknown, failing, refusing, '127.0.0.1:1'], dnsServersGiven: true});
	const answers = await resolver.askPublic(name, signal);
	t.deepEqual(answers[0], {server: unknown, addresses: [], strays: []});
	t.deepEqual(
		answers.slice(1).map(({error}) => error),
		['the server failed (SERVFAIL)', 'the server refuses the question (REFUSED)', 'nothing listens there'],
	);
});

test("servers that the operator named speak for the zone's own name servers too", async t => {
	const given = await serve(t, {A: ['203.0.113.10']});
	const resolver = new DnsResolver({dnsServers: [given], dnsServersGiven: true});
	t.deepEqual(await resolver.askAuthoritative(name, ['ada.ns.cloudflare.com', 'bob.ns.cloudflare.com'], signal), [
		{server: given, addresses: ['203.0.113.10'], strays: []},
	]);
});

test('a name server without a known address is reported as that', async t => {
	const nothing = await serve(t, {});
	const resolver = new DnsResolver({dnsServers: [nothing], dnsServersGiven: false});
	t.deepEqual(await resolver.askAuthoritative(name, ['ada.ns.example'], signal), [
		{server: 'ada.ns.example', addresses: [], strays: [], error: 'no address is known for it'},
	]);
});

test('a stopped run does not wait for a silent server', async t => {
	const silent = await serve(t, {silent: true});
	const abort = new AbortController();
	const asked = new DnsResolver({dnsServers: [silent], dnsServersGiven: true}).askPublic(name, abort.signal);
	setImmediate(() => abort.abort());
	await t.throwsAsync(asked, {name: 'AbortError'});
});
