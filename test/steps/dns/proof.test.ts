import test from 'ava';
import type {DnsAnswer} from '../../../source/dns/gateway.ts';
import {askRound} from '../../../source/steps/dns/proof.ts';

const ip = '203.0.113.10';
const known = (server: string): DnsAnswer => ({server, addresses: [ip], strays: []});
const unknown = (server: string): DnsAnswer => ({server, addresses: [], strays: []});
const unreachable = (server: string): DnsAnswer => ({...unknown(server), error: 'no answer'});

/** One round against these answers of the zone's name servers and of the public resolvers. */
async function round(own: DnsAnswer[], open: DnsAnswer[]) {
	const context = {
		deployment: {choices: {domain: 'wasper.example.com', zone: {id: 'z', name: 'example.com', nameServers: ['ada.ns.example']}}},
		gateways: {dns: {askAuthoritative: async () => own, askPublic: async () => open}},
		signal: new AbortController().signal,
		result: () => ({id: 'r', ip}),
		needs: {record: {id: 'r', ip}},
	};
	return askRound(context as unknown as Parameters<typeof askRound>[0]);
}

test('a record has propagated only when every public resolver returns it', async t => {
	const own = [known('ada.ns.example'), known('bob.ns.example')];
	t.like(await round(own, [known('1.1.1.1:53'), unknown('8.8.8.8:53')]), {proven: false, authoritative: true});
	t.true((await round(own, [known('1.1.1.1:53'), known('8.8.8.8:53')])).proven);
});

test('a record is authoritative only when every name server of the zone returns it', async t => {
	t.like(await round([known('ada.ns.example'), unknown('bob.ns.example')], []), {proven: false, authoritative: false});
});

test('a resolver that cannot be reached proves nothing, and neither do only such', async t => {
	const own = [known('ada.ns.example')];
	t.true((await round(own, [known('1.1.1.1:53'), unreachable('8.8.8.8:53')])).proven);
	t.false((await round(own, [unreachable('1.1.1.1:53'), unreachable('8.8.8.8:53')])).proven);
});
