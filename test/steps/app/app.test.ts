import test from 'ava';
import type {DnsGateway} from '../../../source/dns/gateway.ts';
import {ActionError, ExternalError} from '../../../source/errors/kinds.ts';
import type {OutsideGateway} from '../../../source/outside/gateway.ts';
import {healthStep} from '../../../source/steps/app/health.ts';
import {ownerStep} from '../../../source/steps/app/owner.ts';
import {publicStep} from '../../../source/steps/app/public.ts';
import {report} from '../../host/support/machine.ts';
import {Secret} from '../../../source/deployment/secret.ts';
import {address, domain, hostDouble, ip, machine, TestContext} from '../host/support.ts';
import {absent, seen} from '../seen.ts';

const owner = ownerStep(machine, async () => new Secret('correct horse 42'));

const healthy = report({}, {app: {version: '0.88.4', healthy: true}});
const starting = report({}, {app: {version: '0.88.4', healthy: false}});

test('an app that starts slowly is waited for, with a word about it', async t => {
	const step = healthStep(machine, {deadline: 30_000, pause: 1, heartbeat: 0});
	const context = new TestContext({host: hostDouble(report(), starting, healthy).host});
	t.deepEqual(await step.apply(context, absent), {version: '0.88.4'});
	t.regex(context.said[1]!, /^Waiting for \/api\/v1\/health on the machine: Wasper 0\.88\.4 is not healthy yet/);
	t.like(seen(await step.inspect(context)), {state: 'ok', result: {version: '0.88.4'}});
});

test('an app that never becomes healthy ends with where to look', async t => {
	const step = healthStep(machine, {deadline: 10, pause: 1, heartbeat: 30_000});
	const error = await t.throwsAsync(step.apply(new TestContext({host: hostDouble(starting).host}), absent), {instanceOf: ExternalError});
	t.is(error.explanation.code, 'app.unhealthy');
	t.regex(error.explanation.next!, /wasperctl logs/);
});

test("the owner's account is created on the machine, its password by stdin alone", async t => {
	const double = hostDouble(healthy);
	const context = new TestContext({host: double.host});
	const finding = seen(await owner.inspect(context));
	t.is(finding.state, 'absent');
	t.deepEqual(await owner.apply(context, finding.findings), {email: 'ana@example.com'});
	t.deepEqual(double.applied, [
		{unit: 'owner', input: {email: 'ana@example.com', firstName: 'Ana', lastName: 'B', password: 'correct horse 42'}},
	]);
	t.deepEqual(context.said, []);
});

test('the owner is recognised whatever the case of the address', async t => {
	const context = new TestContext({host: hostDouble(report({}, {owner: {email: 'Ana@Example.com'}})).host});
	t.like(seen(await owner.inspect(context)), {state: 'ok', result: {email: 'Ana@Example.com'}});
});

test('an account of somebody else is never replaced, and the operator reads who may own it', async t => {
	const double = hostDouble(report({}, {owner: {email: 'mallory@example.net'}}));
	const context = new TestContext({host: double.host});
	const finding = seen(await owner.inspect(context));
	t.like(finding, {state: 'drifted', evidence: 'owned by mallory@example.net'});
	const error = await t.throwsAsync(owner.apply(context, finding.findings), {instanceOf: ActionError});
	t.is(error.explanation.code, 'app.otherOwner');
	t.deepEqual(double.applied, []);
});

const dns: DnsGateway = {
	askAuthoritative: async () => [],
	askPublic: async () => [{server: '1.1.1.1:53', addresses: [ip], strays: []}],
};
const outside: OutsideGateway = {
	certificate: async () => ({trusted: true, issuer: "Let's Encrypt R12", expires: '2099-01-01T00:00:00Z'}),
	httpRedirect: async () => ({status: 301, location: `https://${domain}/`}),
	challenge: async () => ({found: true, detail: 'HTTP 200'}),
	health: async () => ({healthy: true, detail: 'HTTP 200, Healthy'}),
	webSocket: async () => ({open: true, detail: 'socket.io answers over WebSocket'}),
	signUpClosed: async () => true,
};

test('the last proof lists everything that a visitor sees', async t => {
	const finding = seen(await publicStep(machine).inspect(new TestContext({dns, outside}, address)));
	t.is(finding.state, 'ok');
	t.deepEqual(finding.result, {
		url: 'https://wasper.example.com',
		proofs: [
			'wasper.example.com is 203.0.113.10 at 1.1.1.1:53',
			"certificate chain trusted: Let's Encrypt R12, until 2099-01-01",
			'http redirects to https (301)',
			'health: HTTP 200, Healthy',
			'WebSocket: socket.io answers over WebSocket',
			'public sign-up is closed',
		],
	});
});

const wrongs: Array<[string, Partial<OutsideGateway> & Partial<DnsGateway>, RegExp]> = [
	[
		'a name that leads elsewhere',
		{askPublic: async () => [{server: '1.1.1.1:53', addresses: [ip], strays: ['AAAA 2001:db8::1']}]},
		/1\.1\.1\.1:53 says 203\.0\.113\.10, AAAA 2001:db8::1/,
	],
	[
		'an untrusted chain',
		{certificate: async () => ({trusted: false, issuer: 'Fake', expires: '', problem: 'the certificate is self-signed'})},
		/certificate: the certificate is self-signed, issued by Fake/,
	],
	[
		'a redirect to another site',
		{httpRedirect: async () => ({status: 301, location: 'https://evil.example/'})},
		/HTTP 301 to https:\/\/evil\.example\//,
	],
	['no answer on port 80', {httpRedirect: async () => ({status: 0})}, /nothing answers on port 80/],
	['an app that is down', {health: async () => ({healthy: false, detail: 'HTTP 502'})}, /health: HTTP 502/],
	[
		'a WebSocket that does not open',
		{webSocket: async () => ({open: false, detail: 'HTTP 502 instead of an upgrade'})},
		/WebSocket: HTTP 502/,
	],
	['an open sign-up', {signUpClosed: async () => false}, /public sign-up is not proven closed/],
];
for (const [what, wrong, words] of wrongs) {
	test(`${what} is reported, and no proof is claimed`, async t => {
		const context = new TestContext({dns: {...dns, ...wrong}, outside: {...outside, ...wrong}}, address);
		const step = publicStep(machine, {deadline: 10, pause: 1});
		const finding = seen(await step.inspect(context));
		t.is(finding.state, 'broken');
		t.is(finding.result, undefined);
		t.regex(finding.cause, words);
		const error = await t.throwsAsync(step.apply(context, finding.findings), {instanceOf: ExternalError});
		t.regex(error.explanation.cause, words);
		t.is(error.explanation.evidence!.filter(line => line.startsWith('right: ')).length, 5);
	});
}

test('what is only slow to settle is waited for', async t => {
	let looks = 0;
	const slow = {...outside, health: async () => ({healthy: ++looks > 2, detail: 'HTTP 502'})};
	const context = new TestContext({dns, outside: slow}, address);
	const {proofs} = await publicStep(machine, {deadline: 30_000, pause: 1}).apply(context, absent);
	t.is(proofs.length, 6);
	t.deepEqual(context.said, ['Still failing from outside: health: HTTP 502']);
});
