import {cp, mkdir, mkdtemp, readFile, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import test from 'ava';
import {severities} from '../../source/plan/check.ts';
import {CancelledError} from '../../source/errors/kinds.ts';
import {checkIds, table} from '../../source/preflight/table.ts';
import {idsOf, rehearse} from './support.ts';

const misery = new URL('misery/', import.meta.url);

test.serial('a healthy subscription passes every check, and nothing is changed by asking', async t => {
	const {ask, look} = await rehearse(t);
	const seen: string[] = [];
	const checks = await ask({onCheck: ({id}) => seen.push(id)});
	t.deepEqual(idsOf(checks, 'passed'), checkIds);
	t.deepEqual(seen.toSorted(), checkIds.toSorted(), 'each answer is told as it comes');
	t.true(Object.values(checks).every(({evidence}) => evidence.length > 0));
	const {groups, resources, records} = await look();
	t.deepEqual([groups.values(), resources.values(), records.values()], [[], [], []]);
});

test.serial('everything that is wrong with a subscription is reported at once', async t => {
	const folder = await mkdtemp(path.join(tmpdir(), 'wasper-misery-'));
	await cp(misery, folder, {recursive: true});
	const {faults} = JSON.parse(await readFile(new URL('faults.json', misery), 'utf8')) as {faults: unknown[]};
	const {ask, operator} = await rehearse(t, {folder, faults, choices: {sshFrom: '203.0.113.77/32'}});
	await mkdir(path.join(operator, 'wasper.example.com'), {recursive: true});
	const days = [5, 4, 3, 2, 1].map(ago => new Date(Date.now() - ago * 86_400_000).toISOString());
	await writeFile(path.join(operator, 'wasper.example.com/certificates.txt'), days.join('\n'));

	const checks = await ask();
	t.deepEqual(idsOf(checks, 'failed'), [
		'azure.subscription',
		'azure.providers',
		'azure.permissions',
		'azure.policy',
		'azure.locks',
		'azure.group',
		'azure.names',
		'azure.region',
		'azure.addresses',
		'azure.networks',
		'azure.disks',
		'cloudflare.reach',
		'cloudflare.edit',
		'dns.delegation',
		'dns.records',
		'dns.proxied',
		'dns.wildcard',
		'dns.caa',
		'acme.directory',
		'acme.limits',
		'computer.address',
		'computer.port22',
		'computer.clock',
	]);
	// Azure rehearses nothing for an account that may only read.
	t.deepEqual(idsOf(checks, 'unknown'), ['azure.validation']);
	for (const check of Object.values(checks).filter(({state}) => state === 'failed')) {
		t.regex(check.cause ?? '', /^\S.*\.$/s, `${check.id} has a cause in a sentence`);
		t.truthy(check.fix, `${check.id} says what to do`);
		t.regex(check.link ?? '', /^https:\/\//, `${check.id} leads to documentation`);
	}
});

test.serial('what could not be asked is not known, says why, and the rest is answered all the same', async t => {
	const {ask} = await rehearse(t, {
		faults: [
			{operation: 'azure GET locks', times: 'always', answer: {status: 403, body: {error: {code: 'AuthorizationFailed', message: 'no'}}}},
			{operation: 'my-ip', times: 'always', answer: {status: 500}},
		],
	});
	const checks = await ask();
	t.deepEqual(idsOf(checks, 'unknown'), ['azure.locks', 'computer.address']);
	t.deepEqual(idsOf(checks, 'failed'), []);
	t.regex(checks['azure.locks']?.evidence ?? '', /AuthorizationFailed/);
	t.truthy(checks['computer.address']?.cause);
});

test.serial('a question that nobody answers is given up at its deadline, alone', async t => {
	const {ask} = await rehearse(t, {faults: [{operation: 'azure GET locks', nth: 2, times: 'always', delay: 60_000}]});
	// The first time loads the SDKs, which may take longer than the deadline.
	t.is((await ask())['azure.locks']?.state, 'passed');
	const checks = await ask({deadlineSeconds: 5});
	t.deepEqual(idsOf(checks, 'unknown'), ['azure.locks']);
	t.is(checks['azure.locks']?.evidence, 'no answer within 5 s');
});

test.serial('stopped by the operator, it ends at once and leaves no probe behind', async t => {
	const {ask, look} = await rehearse(t, {
		faults: [
			{operation: 'azure GET skus', times: 'always', delay: 60_000},
			{operation: 'cloudflare POST dns_records', times: 'always', delay: 300},
		],
	});
	const stopping = new AbortController();
	const error = await t.throwsAsync(
		ask({
			signal: stopping.signal,
			// By then the probe is on its way.
			onCheck: ({id}) => id === 'cloudflare.zone' && stopping.abort(),
		}),
	);
	t.true(error instanceof CancelledError);
	const {records} = await look();
	t.deepEqual(records.values(), []);
});

test.serial('every check has a title, a weight and a link to official documentation', t => {
	for (const [id, {title, severity, link}] of Object.entries(table)) {
		t.truthy(title, id);
		t.true(severities.includes(severity), id);
		t.true(URL.canParse(link), id);
	}
});
