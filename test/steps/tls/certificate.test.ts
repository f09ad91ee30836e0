import test from 'ava';
import {ActionError, ExternalError} from '../../../source/errors/kinds.ts';
import type {HostReport} from '../../../source/host/protocol.ts';
import {certificateStep} from '../../../source/steps/tls/certificate.ts';
import type {OutsideGateway} from '../../../source/outside/gateway.ts';
import {report} from '../../host/support/machine.ts';
import {address, domain, hostDouble, ip, machine, TestContext} from '../host/support.ts';
import {absent, seen} from '../seen.ts';

const tls = {evidence: 'certificate for wasper.example.com', findings: []};
const held = {issuer: "Let's Encrypt R12", expires: '2099-01-01T00:00:00Z', selfSigned: false};
const probe = 'wasper-0123';
const certificate = certificateStep(machine, {deadline: 60_000, pause: 1});
/** Port 80 as a stranger meets it: silent so many times, then the machine's file. */
const outside = (silences = 0) =>
	({
		challenge: async (name: string, where: string, token: string) => {
			silences -= 1;
			return {found: silences < 0 && `${name} ${where} ${token}` === `${domain} ${ip} ${probe}`, detail: 'no answer'};
		},
	}) as Partial<OutsideGateway> as OutsideGateway; // The step looks at nothing else.
const context = (...reports: HostReport[]) => new TestContext({host: hostDouble(...reports).host, outside: outside()}, address);

test('a certificate that browsers trust is right, with issuer and end', async t => {
	t.like(seen(await certificate.inspect(context(report({tls}, {certificate: held})))), {
		state: 'ok',
		evidence: "Let's Encrypt R12, until 2099-01-01",
		result: {issuer: held.issuer, expires: held.expires},
	});
});

test('a self-signed placeholder is no certificate', async t => {
	t.like(seen(await certificate.inspect(context(report({tls}, {certificate: {...held, selfSigned: true}})))), {state: 'absent'});
});

test('an expired certificate is broken, and says since when', async t => {
	const finding = seen(await certificate.inspect(context(report({tls}, {certificate: {...held, expires: '2020-01-01T00:00:00Z'}}))));
	t.like(finding, {state: 'broken', cause: 'The certificate expired on 2020-01-01.'});
});

test('getting one applies the unit, once port 80 leads there from outside, and gives what the machine then has', async t => {
	const double = hostDouble(report({tls}, {certificate: held, probe}));
	const asked = new TestContext({host: double.host, outside: outside(2)}, address);
	const result = await certificate.apply(asked, absent);
	t.deepEqual(result, {issuer: held.issuer, expires: held.expires});
	t.deepEqual(
		double.applied.map(({unit}) => unit),
		['tls'],
	);
	t.regex(asked.said[0] ?? '', /not proven from here yet: no answer/);
});

test('while port 80 is silent from outside, the authority is not asked, and the operator reads what to open', async t => {
	const double = hostDouble(report({tls}, {certificate: held, probe}));
	const asked = new TestContext({host: double.host, outside: outside(1000)}, address);
	const impatient = certificateStep(machine, {deadline: 20, pause: 10});
	const error = await t.throwsAsync(impatient.apply(asked, absent), {instanceOf: ActionError});
	t.like(error.explanation, {
		code: 'tls.PORT_80_SILENT',
		cause: `http://${domain} does not lead to this machine from outside: no answer.`,
	});
	t.deepEqual(double.applied, []);
});

test('a machine that claims one and has none is not believed', async t => {
	const empty = context(report({tls}, {probe}));
	await t.throwsAsync(certificate.apply(empty, absent), {instanceOf: ExternalError});
});
