import {once} from 'node:events';
import {readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {spawn} from 'node:child_process';
import {createInterface} from 'node:readline';
import test, {type ExecutionContext} from 'ava';
import {hostReport} from '../../source/host/protocol.ts';
import {runEvent} from '../../source/runner/events.ts';
import {cliPath, runCli, type CliResult} from '../support/cli.ts';
import {cleanEnvironment, emptyHome} from '../support/environment.ts';
import {answers, atOnce, rehearse} from './rehearsal.ts';

/** A deployment that stands, and how to operate it from the same computer. */
async function deployed(t: ExecutionContext) {
	const home = await emptyHome(t);
	t.is((await rehearse(t, {home})).code, 0);
	return {home, operate: async (...words: string[]): Promise<CliResult> => runCli(t, [...words, '--sandbox'], {home, environment: atOnce})};
}

test('the state of the machine is one command away: it is found without an answer', async t => {
	const {operate} = await deployed(t);
	const status = await operate('status');
	t.is(status.code, 0, status.stderr);
	t.regex(status.stdout, /^stack +ok/m);
	// A slow computer may hear that SSH is waited for, and nothing else.
	t.regex(status.stderr, /^(Waiting for SSH[^\n]*\n)*$/);
	t.regex((await operate('logs', 'app', '--grep', 'is listening')).stdout, /^wasper-app +\|[^\n]*is listening\n$/);
	t.like(await operate('logs', 'mail'), {code: 2, stdout: ''});
});

test('programs get status, health and stats as one document each', async t => {
	const {operate} = await deployed(t);
	t.like(hostReport.parse(JSON.parse((await operate('status', '--json')).stdout)), {units: {stack: {findings: []}}});
	t.like(JSON.parse((await operate('health', '--json')).stdout), {healthy: true});
	t.like(JSON.parse((await operate('stats', '--json')).stdout), {disks: [{path: '/mnt/data'}]});
	t.is((await operate('logs', '--json')).code, 2);
});

test('the output of an operation, and how it ended, is in the log file', async t => {
	const {home, operate} = await deployed(t);
	const file = join(home, 'operation.ndjson');
	t.is((await operate('stop', '--log-file', file)).code, 0);
	t.is((await operate('health', '--log-file', file)).code, 4);
	const events = (await readFile(file, 'utf8'))
		.trim()
		.split('\n')
		.map(line => runEvent.parse(JSON.parse(line)));
	t.deepEqual(
		events.flatMap(event => (event.type === 'operation.started' ? [event.operation] : [])),
		['stop', 'health'],
	);
	const lines = events.flatMap(event => (event.type === 'operation.output' ? [event] : []));
	t.true(lines.some(({line, aside}) => line.startsWith('Stopped.') && !aside));
	t.true(lines.some(({line, aside}) => line.includes('costing money') && aside));
	t.deepEqual(
		events.flatMap(event => (event.type === 'operation.finished' ? [[event.outcome, event.exitCode, event.error?.code]] : [])),
		[
			['done', 0, undefined],
			['failed', 4, 'host.health'],
		],
	);
});

test('stop tells what still costs money, deallocate ends that, and start brings everything back', async t => {
	const {operate} = await deployed(t);
	const stopped = await operate('stop');
	t.is(stopped.code, 0);
	t.regex(stopped.stderr, /keeps costing money: --deallocate/);
	t.is((await operate('health')).code, 4);
	t.regex((await operate('stop', '--deallocate')).stderr, /is deallocated/);
	const asleep = await operate('status');
	t.is(asleep.code, 3);
	t.regex(asleep.stderr, /Next: create-wasper-azure start/);
	t.is((await operate('start')).code, 0);
	t.is((await operate('health')).code, 0);
});

test('stopping what is stopped already is success, and a start without capacity says what is kept and how to continue', async t => {
	const {home, operate} = await deployed(t);
	t.is((await operate('stop', '--deallocate')).code, 0);
	const again = await operate('stop', '--deallocate');
	t.is(again.code, 0, again.stderr);
	t.regex(again.stderr, /is deallocated, so nothing runs on it/);
	const faults = [
		{
			operation: 'azure POST virtualMachines/start',
			failure: {code: 'AllocationFailed', message: 'Allocation failed. We do not have sufficient capacity.'},
		},
	];
	await writeFile(join(home, 'faults.json'), JSON.stringify({faults}));
	const refused = await operate('start', '--sandbox-faults', join(home, 'faults.json'));
	t.is(refused.code, 3);
	t.regex(refused.stderr, /The virtual machine wasper-vm stays deallocated, with its disks and its address\./);
	t.regex(refused.stderr, /create-wasper-azure create --sandbox[^]*--resource-group wasper-rg --size SIZE/);
	t.is((await operate('start')).code, 0);
});

test('a deployment that does not exist is reported, and nothing is created', async t => {
	const {operate} = await deployed(t);
	const other = await operate('status', '--domain', 'other.example.com');
	t.is(other.code, 3);
	t.regex(other.stderr, /No deployment of other\.example\.com/);
	t.regex((await operate('status', '--resource-group', 'nothing-rg')).stderr, /nothing-rg holds no machine/);
});

test('a log is followed until Ctrl+C, which ends it at once', async t => {
	const {home} = await deployed(t);
	const child = spawn(process.execPath, [cliPath, 'logs', '--follow', '--sandbox'], {env: cleanEnvironment(home, atOnce), timeout: 30_000});
	const [line] = (await once(createInterface({input: child.stdout}), 'line')) as [string];
	t.regex(line, /^wasper-app +\|/);
	child.kill('SIGINT');
	const [code] = (await once(child, 'exit')) as [number];
	t.is(code, 130);
});

test('a machine is operated by its address once somebody vouched for its host key, and then without asking', async t => {
	const {home, operate} = await deployed(t);
	const there = [
		'--host',
		'wasperadmin@203.0.113.10',
		'--ssh-key',
		`${home}/.local/share/create-wasper-azure/sandbox/operator/wasper_ed25519`,
	];
	const unknown = await operate('status', ...there);
	t.is(unknown.code, 2);
	const [shown = ''] = /SHA256:[\w+/]+/.exec(unknown.stderr) ?? [];
	t.is((await operate('status', ...there, '--host-key', `SHA256:${'A'.repeat(43)}`)).code, 3);
	const vouched = await operate('status', ...there, '--host-key', shown);
	t.is(vouched.code, 0, vouched.stderr);
	t.is((await operate('health', ...there)).code, 0);
	t.is((await operate('health', '--host', 'nobody')).code, 2);

	const again = await operate('create', ...there, ...answers, '--yes', '--json');
	t.is(again.code, 0, again.stdout.slice(-500));
	t.notRegex(again.stdout, /"azure\.(group|network|disk)"/);
	t.regex((await operate('create', ...there, ...answers)).stderr, /Nobody has confirmed/);
});
