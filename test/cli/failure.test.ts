import test from 'ava';
import {emptyHome} from '../support/environment.ts';
import {rehearse} from './rehearsal.ts';

const allocationFailed = {
	operation: 'azure PUT virtualMachines',
	failure: {
		code: 'AllocationFailed',
		message: 'Allocation failed. We do not have sufficient capacity for the requested VM size in this region.',
	},
};

test('a machine that Azure has no room for ends with cause, outcome and next command, and the rerun goes on from there', async t => {
	const home = await emptyHome(t);
	const failed = await rehearse(t, {home, faults: [allocationFailed]});
	t.is(failed.code, 3);
	t.is(failed.end.outcome, 'failed');
	t.regex(failed.end.error?.cause ?? '', /no capacity left/);
	t.truthy(failed.end.error?.next);
	t.is(failed.outcomes['azure.network'], 'created');

	const again = await rehearse(t, {home});
	t.is(again.code, 0);
	t.is(again.outcomes['azure.network'], 'kept');
	t.is(again.outcomes['azure.address'], 'kept');
	t.not(again.outcomes['azure.machine'], 'kept');
});

const passing: Array<[string, unknown]> = [
	['Azure throttles', {operation: 'azure PUT networkSecurityGroups', throttle: {retryAfter: 1}}],
	['a connection to Azure drops', {operation: 'azure GET', nth: 12, drop: true}],
	[
		'Cloudflare is busy for a moment',
		{operation: 'cloudflare POST dns_records', nth: 2, answer: {status: 503, body: {success: false, errors: []}}},
	],
	['the machine does not answer SSH at first', {operation: 'ssh connect', times: 2, refuse: true}],
];
for (const [what, fault] of passing) {
	test(`${what}: the run goes on by itself`, async t => {
		const run = await rehearse(t, {home: await emptyHome(t), faults: [fault]});
		t.is(run.code, 0, run.stderr);
	});
}

test('a machine that shows another SSH host key is refused', async t => {
	const run = await rehearse(t, {home: await emptyHome(t), faults: [{operation: 'ssh hostkey', times: 'always', hostKey: 'other'}]});
	t.is(run.code, 3);
	t.regex(run.end.error?.cause ?? '', /host key/i);
	t.is(run.outcomes['host.base'], undefined);
});

test('a failing unit on the machine names its cause, and nothing that needs it begins', async t => {
	const run = await rehearse(t, {
		home: await emptyHome(t),
		faults: [{operation: 'host apply docker', failure: {code: 'APT_LOCKED', message: 'Another program holds the package lock.'}}],
	});
	t.is(run.end.outcome, 'failed');
	t.regex(JSON.stringify(run.end.error), /package lock/);
	t.is(run.outcomes['host.images'], undefined);
	t.notRegex(run.stdout, /\bat .*\.(?:ts|js):\d/, 'no stack trace');
});
