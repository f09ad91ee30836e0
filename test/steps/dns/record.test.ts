import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import tls from 'node:tls';
import test, {type ExecutionContext} from 'ava';
import {CloudflareClient} from '../../../source/cloudflare/client.ts';
import {Secret} from '../../../source/deployment/secret.ts';
import {ActionError} from '../../../source/errors/kinds.ts';
import {openAccount, rehearsalToken, type DnsRecord} from '../../../source/sandbox/cloudflare/rehearsal.ts';
import {startCloudflare} from '../../../source/sandbox/cloudflare/server.ts';
import {SandboxAuthority} from '../../../source/sandbox/foundation/certificates.ts';
import {Faults} from '../../../source/sandbox/foundation/faults.ts';
import {Latency} from '../../../source/sandbox/foundation/latency.ts';
import {State} from '../../../source/sandbox/foundation/state.ts';
import {recordStep} from '../../../source/steps/dns/record.ts';
import {describeMachine} from '../../../source/steps/machine.ts';
import {address, deployment, domain, ip, machine, TestContext} from '../host/support.ts';
import {seen} from '../seen.ts';

const record = recordStep(machine);

type Given = Pick<DnsRecord, 'type' | 'content'> & Partial<DnsRecord>;
const ours = 'create-wasper-azure';

/** A context over the rehearsal's Cloudflare in which these records stand at the name already. */
async function given(t: ExecutionContext, ...records: Given[]) {
	const folder = await mkdtemp(join(tmpdir(), 'wasper-record-'));
	const state = await State.open(folder);
	const authority = await SandboxAuthority.open(folder);
	tls.setDefaultCACertificates([...tls.getCACertificates('default'), authority.caCertificate]);
	const account = openAccount(state);
	const [zone] = account.zones.values().filter(({name}) => name === 'example.com');
	for (const [index, entry] of records.entries()) {
		const id = String(index).padStart(32, '0');
		const now = new Date(index).toISOString();
		account.records.set(id, {
			id,
			zoneId: zone!.id,
			name: domain,
			proxied: false,
			ttl: 1,
			comment: null,
			tags: [],
			createdOn: now,
			modifiedOn: now,
			...entry,
		});
	}

	const server = await startCloudflare({account, faults: new Faults(), latency: new Latency(0), authority, onRecordsChanged() {}});
	t.teardown(async () => {
		await server.close();
		state.close();
		await rm(folder, {recursive: true});
	});
	const cloudflare = new CloudflareClient({cloudflare: server.url}, new Secret(rehearsalToken));
	const context = new TestContext(
		{cloudflare},
		address,
		deployment({zone: {id: zone!.id, name: zone!.name, nameServers: zone!.nameServers}}),
	);
	const standing = () => account.records.values().map(({type, content, proxied, comment}) => [type, content, proxied, comment]);
	const changes = () => server.log.filter(({method}) => method !== 'GET').length;
	return {context, standing, changes};
}

// One after the other: each trusts an authority of its own in this process.
test.serial('an absent record is created, and looked at again it is right', async t => {
	const {context, standing, changes} = await given(t);
	const finding = seen(await record.inspect(context));
	t.is(finding.state, 'absent');
	const made = await record.apply(context, finding.findings);
	t.deepEqual(standing(), [['A', ip, false, ours]]);
	t.like(seen(await record.inspect(context)), {state: 'ok', result: made});
	t.like(await record.apply(context, finding.findings), made);
	t.is(changes(), 1, 'a second apply makes nothing twice');
});

for (const [what, entry, cause] of [
	['our record with another address', {type: 'A', content: '192.0.2.1', comment: ours}, /another address/],
	['our record that was switched to proxied', {type: 'A', content: ip, proxied: true, comment: ours}, /proxied/],
] as const) {
	test.serial(`${what} is put right without a question`, async t => {
		const {context, standing} = await given(t, entry);
		const finding = seen(await record.inspect(context));
		t.is(finding.state, 'drifted');
		t.regex(finding.cause, cause);
		await record.apply(context, finding.findings);
		t.deepEqual(context.asked, []);
		t.deepEqual(standing(), [['A', ip, false, ours]]);
	});
}

test.serial("somebody's record with the right address is kept as it is, and stays theirs at teardown", async t => {
	const {context, standing, changes} = await given(t, {type: 'A', content: ip, comment: 'by hand'});
	t.like(seen(await record.inspect(context)), {state: 'ok'});
	await record.remove!(context);
	t.deepEqual(standing(), [['A', ip, false, 'by hand']]);
	t.is(changes(), 0);
});

for (const [what, entry, words] of [
	['an A record', {type: 'A', content: '192.0.2.1'}, /192\.0\.2\.1 sends visitors to another machine/],
	[
		'a proxied A record with our address',
		{type: 'A', content: ip, proxied: true},
		/proxied: visitors and the certificate check meet Cloudflare/,
	],
	['an AAAA record', {type: 'AAAA', content: '2001:db8::1'}, /Let's Encrypt before all/],
	['a CNAME', {type: 'CNAME', content: 'old.example.net'}, /an alias of another one/],
] as const) {
	test.serial(`${what} of somebody else is never overwritten when nobody says so`, async t => {
		const {context, standing, changes} = await given(t, entry);
		const finding = seen(await record.inspect(context));
		t.is(finding.state, 'drifted');
		t.regex(finding.cause, words);
		const error = await t.throwsAsync(record.apply(context, finding.findings), {instanceOf: ActionError});
		t.is(error.explanation.code, 'dns.conflict');
		t.regex(error.explanation.next!, /--domain/);
		t.like(context.asked[0], {id: 'dns.record.replace', fallback: 'stop'});
		t.regex(context.asked[0]!.text, words);
		t.is(changes(), 0);
		t.is(standing().length, 1);
	});

	test.serial(`${what} of somebody else is replaced when the operator says so`, async t => {
		const {context, standing} = await given(t, entry);
		context.answer = 'replace';
		await record.apply(context, (await record.inspect(context)).findings);
		t.deepEqual(standing(), [['A', ip, false, ours]]);
		t.is(seen(await record.inspect(context)).state, 'ok');
	});
}

test.serial('records of other types at the name are left alone', async t => {
	const {context, standing} = await given(t, {type: 'TXT', content: 'v=spf1 -all'});
	await record.apply(context, (await record.inspect(context)).findings);
	t.deepEqual(standing(), [
		['TXT', 'v=spf1 -all', false, null],
		['A', ip, false, ours],
	]);
});

test.serial('teardown removes ours and nothing else', async t => {
	const {context, standing} = await given(
		t,
		{type: 'A', content: ip, comment: ours},
		{type: 'AAAA', content: '2001:db8::1', comment: null},
	);
	await record.remove!(context);
	t.deepEqual(standing(), [['AAAA', '2001:db8::1', false, null]]);
});

test('on a given machine, a removal keeps a record of ours that points to another machine by now', async t => {
	const elsewhere = await given(t, {type: 'A', content: '198.51.100.9', comment: ours});
	const step = recordStep(describeMachine({given: {ip}}));
	t.like(await step.owns?.(elsewhere.context), [{keptBecause: 'it points to another machine'}]);
	t.like(await step.remove?.(elsewhere.context), {outcome: 'skipped'});
	const here = await given(t, {type: 'A', content: ip, comment: ours});
	t.like(await step.remove?.(here.context), {outcome: 'removed'});
	// A machine in Azure is deleted: nothing answers at its record any more.
	t.like(await record.remove?.(elsewhere.context), {outcome: 'removed'});
});
