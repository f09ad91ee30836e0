import test from 'ava';
import {ExternalError} from '../../../source/errors/kinds.ts';
import type {HostReport} from '../../../source/host/protocol.ts';
import {certificate} from '../../../source/steps/tls/certificate.ts';
import {report} from '../../host/support/machine.ts';
import {hostDouble, TestContext} from '../host/support.ts';

const tls = {state: 'ok', evidence: 'certificate for wasper.example.com'} as const;
const held = {issuer: "Let's Encrypt R12", expires: '2099-01-01T00:00:00Z', selfSigned: false};
const context = (...reports: HostReport[]) => new TestContext({host: hostDouble(...reports).host});

test('a certificate that browsers trust is right, with issuer and end', async t => {
	t.deepEqual(await certificate.inspect(context(report({tls}, {certificate: held}))), {
		state: 'ok',
		evidence: "Let's Encrypt R12, until 2099-01-01",
		result: {issuer: held.issuer, expires: held.expires},
	});
});

test('a self-signed placeholder is no certificate', async t => {
	t.like(await certificate.inspect(context(report({tls}, {certificate: {...held, selfSigned: true}}))), {state: 'absent'});
});

test('an expired certificate is broken, and says since when', async t => {
	const finding = await certificate.inspect(context(report({tls}, {certificate: {...held, expires: '2020-01-01T00:00:00Z'}})));
	t.like(finding, {state: 'broken', cause: 'The certificate expired on 2020-01-01.'});
});

test('getting one applies the unit and gives what the machine then has', async t => {
	const double = hostDouble(report({tls}, {certificate: held}));
	const result = await certificate.apply(new TestContext({host: double.host}), {state: 'absent', evidence: ''});
	t.deepEqual(result, {issuer: held.issuer, expires: held.expires});
	t.deepEqual(
		double.applied.map(({unit}) => unit),
		['tls'],
	);
});

test('a machine that claims one and has none is not believed', async t => {
	await t.throwsAsync(certificate.apply(context(report({tls})), {state: 'absent', evidence: ''}), {instanceOf: ExternalError});
});
