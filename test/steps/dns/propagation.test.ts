import test from 'ava';
import type {DnsAnswer, DnsGateway} from '../../../source/dns/gateway.ts';
import {ActionError, ExternalError} from '../../../source/errors/kinds.ts';
import {propagationStep} from '../../../source/steps/dns/propagation.ts';
import {ip, TestContext} from '../host/support.ts';
import {absent, seen} from '../seen.ts';

const step = propagationStep({deadline: 30_000, pause: 1, heartbeat: 30_000});
const impatient = propagationStep({deadline: 20, pause: 1, heartbeat: 30_000});
const right = {addresses: [ip], strays: []};
const nothing = {addresses: [], strays: []};
type Said = Omit<DnsAnswer, 'server'>;

/** DNS whose rounds a test writes down; the last one stays. Counts how often public resolvers were asked. */
function dns(...rounds: Array<{own: Said; open?: Said}>) {
	let round = -1;
	const counted = {open: 0};
	const gateway: DnsGateway = {
		async askAuthoritative() {
			round = Math.min(round + 1, rounds.length - 1);
			return [{server: 'ada.ns.example', ...rounds[round]!.own}];
		},
		async askPublic() {
			counted.open += 1;
			return [{server: '1.1.1.1:53', ...(rounds[round]!.open ?? right)}];
		},
	};
	return {counted, context: new TestContext({dns: gateway}, {record: {id: 'r', ip}})};
}

test('the name is known when its own servers and public resolvers say the address and nothing else', async t => {
	const {context} = dns({own: right});
	t.like(seen(await step.inspect(context)), {
		state: 'ok',
		evidence: `${ip} at ada.ns.example, 1.1.1.1:53`,
		result: {servers: ['ada.ns.example', '1.1.1.1:53']},
	});
});

test("public resolvers are not asked before the zone's own servers know, or they would remember the absence", async t => {
	const {context, counted} = dns({own: nothing}, {own: nothing}, {own: right});
	t.like(seen(await step.inspect(context)), {state: 'absent', evidence: 'ada.ns.example: nothing yet'});
	t.is(counted.open, 0);
	t.deepEqual(await step.apply(context, (await step.inspect(context)).findings), {servers: ['ada.ns.example', '1.1.1.1:53']});
});

test('while it waits it says which server still says what', async t => {
	const {context} = dns({own: {addresses: ['192.0.2.1'], strays: []}}, {own: right, open: nothing}, {own: right});
	await step.apply(context, absent);
	t.is(context.said.length, 2);
	t.regex(context.said[0]!, /^Still waiting for 203\.0\.113\.10: ada\.ns\.example: 192\.0\.2\.1 \(\d+ of \d+ s\)$/);
	t.regex(context.said[1]!, /1\.1\.1\.1:53: nothing yet/);
});

test('a resolver that lags for a moment does not undo the proof', async t => {
	const {context} = dns({own: right, open: nothing}, {own: right});
	t.is(seen(await step.inspect(context)).state, 'ok');
});

for (const [what, round, kind, code] of [
	['a stray AAAA', {own: {addresses: [ip], strays: ['AAAA 2001:db8::1']}}, ActionError, 'dns.strays'],
	['silence of every server', {own: {...nothing, error: 'no answer'}}, ExternalError, 'dns.silent'],
	['an old answer in public caches', {own: right, open: {addresses: ['192.0.2.1'], strays: []}}, ExternalError, 'dns.cached'],
	['a zone that is not delegated', {own: nothing}, ActionError, 'dns.notDelegated'],
] as const) {
	test(`${what} at the deadline is reported as that`, async t => {
		const {context} = dns(round as never);
		const error = await t.throwsAsync(impatient.apply(context, absent), {instanceOf: kind as never});
		t.like(error, {explanation: {code}});
		t.like(error, {explanation: {outcome: 'The record is kept, and so is everything created so far.'}});
	});
}
