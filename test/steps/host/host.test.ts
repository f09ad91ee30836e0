import test, {type ExecutionContext} from 'ava';
import {ActionError, ExternalError} from '../../../source/errors/kinds.ts';
import type {HostReport} from '../../../source/host/protocol.ts';
import {hostSteps as stepsOf} from '../../../source/steps/host/index.ts';
import {sshStep} from '../../../source/steps/host/ssh.ts';
import {unitStep} from '../../../source/steps/host/unit.ts';
import {programStep} from '../../../source/steps/host/program.ts';
import {installCommand} from '../../../source/host/commands.ts';
import {hostGateways} from '../../../source/host/gateways.ts';
import {hostProgram} from '../../../source/host/program.ts';
import {generateKeyPair} from '../../../source/host/ssh-keys.ts';
import {end, gatewayTo, report, sendJson, TestMachine} from '../../host/support/machine.ts';
import {orderSteps} from '../../../source/runner/graph.ts';
import {describeMachine} from '../../../source/steps/machine.ts';
import {absent, seen} from '../seen.ts';
import {givenMachine} from '../../../source/steps/host/given-machine.ts';
import {address, deployment, domain, ip, machine as only, TestContext} from './support.ts';

const hostSteps = stepsOf(only);
const [ssh, program] = [sshStep(only), programStep(only)];

const settings = {
	domain,
	release: 'recommended',
	certificateContact: 'ana@example.com',
	acmeDirectory: 'https://acme.example/directory',
	address: ip,
};

const {version, ...packed} = await hostProgram();
const installation = installCommand({version, ...packed});

/** A machine whose report a test may change, and a context that reaches it. */
async function reachable(t: ExecutionContext, hostKey?: string) {
	const machine = await TestMachine.start(t);
	const state: {report: HostReport} = {report: report({}, {version})};
	machine.commands.set('sudo -n wasperctl --protocol 2 inspect --json', channel => {
		sendJson(channel, state.report);
		end(channel, 0);
	});
	machine.commands.set('sudo -n wasperctl --protocol 2 configure', (channel, stdin) => {
		state.report = {...state.report, settings: JSON.parse(stdin) as typeof settings};
		end(channel, 0);
	});
	return {machine, state, context: contextOf(machine, machine.gateway(t), hostKey)};
}

function contextOf(machine: TestMachine, host: ReturnType<TestMachine['gateway']>, hostKey = machine.hostKey.publicKey) {
	return new TestContext(
		{host},
		{...address, identity: {hostKey, user: machine.target.user}},
		deployment({sshKey: {publicKey: machine.clientKey.publicKey, privateKeyPath: machine.target.privateKeyPath}}),
	);
}

test('the first inspection connects to the machine, once', async t => {
	const {machine, context} = await reachable(t);
	const {state, result} = seen(await ssh.inspect(context));
	t.is(state, 'ok');
	t.deepEqual(await ssh.apply(context, absent), result);
	t.is(machine.connections, 1);
});

test('a machine without wasperctl gets it and its settings; the next inspection finds both', async t => {
	const {machine, state, context} = await reachable(t);
	const inspect = machine.commands.get('sudo -n wasperctl --protocol 2 inspect --json')!;
	machine.commands.delete('sudo -n wasperctl --protocol 2 inspect --json');
	machine.commands.set(installation, (channel, archive) => {
		t.true(archive.length > 0);
		machine.commands.set('sudo -n wasperctl --protocol 2 inspect --json', inspect);
		end(channel, 0);
	});
	seen(await ssh.inspect(context));
	const finding = seen(await program.inspect(context));
	t.like(finding, {state: 'absent', evidence: 'wasperctl is not installed on the machine'});
	t.deepEqual(await program.apply(context, finding.findings), {version});
	t.like(seen(await program.inspect(context)), {state: 'ok', result: {version}});
	t.is(machine.ran.filter(command => command === installation).length, 1);
	t.deepEqual(state.report.settings, settings);
});

test('a wasperctl of another version is drift and is replaced; one of this version is kept', async t => {
	const {machine, state, context} = await reachable(t);
	state.report = report({}, {version: '0.0.9+old', settings});
	machine.commands.set(installation, channel => {
		state.report = report({}, {version, settings});
		end(channel, 0);
	});
	seen(await ssh.inspect(context));
	const finding = seen(await program.inspect(context));
	t.is(finding.state, 'drifted');
	t.is(finding.cause, `The machine has wasperctl 0.0.9+old; this tool uses ${version}.`);
	await program.apply(context, finding.findings);
	await program.apply(context, finding.findings);
	t.is(machine.ran.filter(command => command === installation).length, 1);
});

test('another release than that of the database is refused before wasperctl or its settings are touched', async t => {
	const {machine, state, context} = await reachable(t);
	state.report = report({}, {version: '0.0.9+old', settings, release: 'reference'});
	seen(await ssh.inspect(context));
	const finding = seen(await program.inspect(context));
	t.is(finding.codes[0], 'host.program.release');
	t.is(finding.blocked, 'Run the same command again with --release reference.');
	await t.throwsAsync(async () => program.apply(context, finding.findings), {instanceOf: ActionError});
	t.is(machine.ran.filter(command => command === installation || command.includes('configure')).length, 0);
});

test('a wasperctl of another protocol is replaced before anything else is done', async t => {
	const {machine, state, context} = await reachable(t);
	const inspect = 'sudo -n wasperctl --protocol 2 inspect --json';
	const answer = machine.commands.get(inspect)!;
	// As the program of protocol 1 answers an option that it does not know.
	machine.commands.set(inspect, channel => {
		channel.stderr.write('wasperctl: no command "--protocol".\n');
		end(channel, 2);
	});
	machine.commands.set('sudo -n wasperctl version', channel => {
		channel.write('0.0.9+old\n');
		end(channel, 0);
	});
	machine.commands.set(installation, channel => {
		machine.commands.set(inspect, answer);
		end(channel, 0);
	});
	seen(await ssh.inspect(context));
	const finding = seen(await program.inspect(context));
	t.like(finding, {state: 'drifted', changes: [{property: 'wasperctl', from: '0.0.9+old', to: version}]});
	for (const step of hostSteps.filter(({id}) => id !== 'host.ssh' && id !== 'host.program')) {
		t.like(
			seen(await step.inspect(context)),
			{state: 'unknown', evidence: 'wasperctl 0.0.9+old on the machine has to be replaced first'},
			step.id,
		);
	}

	await program.apply(context, finding.findings);
	t.like(seen(await program.inspect(context)), {state: 'ok'});
	t.deepEqual(state.report.settings, settings);
	const changing = machine.ran.filter(command => /apply|configure|install/.test(command));
	t.deepEqual(changing, [installation, 'sudo -n wasperctl --protocol 2 configure']);
});

test('an archive that does not arrive complete is an error, and nothing is installed', async t => {
	const {machine, state, context} = await reachable(t);
	state.report = report({}, {version: '0.0.9+old', settings});
	machine.commands.set(installation, channel => {
		channel.stderr.write('sha256sum: WARNING: 1 computed checksum did NOT match\n');
		end(channel, 1);
	});
	seen(await ssh.inspect(context));
	const error = await t.throwsAsync(program.apply(context, (await program.inspect(context)).findings), {instanceOf: ExternalError});
	t.regex(error.explanation.evidence!.join(), /did NOT match/);
});

test('changed settings are drift, listed one by one', async t => {
	const {state, context} = await reachable(t);
	state.report = report({}, {version, settings: {...settings, domain: 'old.example.com', release: 'reference'}});
	seen(await ssh.inspect(context));
	const finding = seen(await program.inspect(context));
	t.is(finding.state, 'drifted');
	t.is(
		finding.cause,
		'The machine has other settings: domain is old.example.com, should be wasper.example.com; release is reference, should be recommended.',
	);
	await program.apply(context, finding.findings);
	t.deepEqual(state.report.settings, settings);
});

test('a machine with another host key is broken when inspected, and an error when applied', async t => {
	const {machine, context} = await reachable(t, (await generateKeyPair('pinned')).publicKey);
	const finding = seen(await ssh.inspect(context));
	t.like(finding, {state: 'broken', evidence: 'no connection (ssh.hostKey)'});
	t.is((await t.throwsAsync(ssh.apply(context, finding.findings), {instanceOf: ActionError})).explanation.code, 'ssh.hostKey');
	t.deepEqual(machine.authentications, []);
});

test('a unit step shows everything that is wrong with the unit, the worst first, and applies it on the machine', async t => {
	const {machine, state, context} = await reachable(t);
	const docker = unitStep('docker', 'Install Docker', only, {});
	state.report = report({
		docker: {
			evidence: 'starts by hand; stopped',
			findings: [
				{code: 'host.docker.not-enabled', state: 'drifted', evidence: 'starts by hand', cause: 'The service is disabled.'},
				{
					code: 'host.docker.not-running',
					state: 'broken',
					evidence: 'stopped',
					cause: 'The service is inactive.',
					fix: 'Look at the disk.',
				},
			],
		},
	});
	machine.commands.set('sudo -n wasperctl --protocol 2 apply docker --json --holder ana@laptop-1', channel => {
		state.report = report({docker: {evidence: 'Docker 28.5', findings: []}});
		sendJson(channel, {type: 'output', line: 'Starting docker'}, {type: 'result', unit: 'docker', changed: true, evidence: 'Docker 28.5'});
		end(channel, 0);
	});
	await ssh.apply(context, absent);
	const finding = seen(await docker.inspect(context));
	t.like(finding, {
		state: 'broken',
		evidence: 'starts by hand; stopped',
		cause: 'The service is disabled. The service is inactive.',
		fix: 'Look at the disk.',
	});
	t.deepEqual(await docker.apply(context, finding.findings), {evidence: 'Docker 28.5'});
	t.like(seen(await docker.inspect(context)), {state: 'ok', evidence: 'Docker 28.5', result: {evidence: 'Docker 28.5'}});
	t.true(context.said.includes('Starting docker'));
});

test('a machine that was never connected to is unknown, not an error', async t => {
	const machine = await TestMachine.start(t);
	const context = contextOf(machine, gatewayTo(t, 1));
	for (const step of hostSteps.filter(({id}) => id !== 'host.ssh')) {
		t.like(seen(await step.inspect(context)), {state: 'unknown', cause: 'There is no connection to the machine yet.'}, step.id);
	}
});

test('the order of the units follows from what they need of each other', t => {
	const given = givenMachine(only, {ip, hostKey: '', user: '', port: 22});
	const withoutSsh = [...orderSteps([...given, ...hostSteps], 'needs')].map(([id, before]) => [
		id,
		id === 'host.program' ? before : before.filter(other => other !== 'host.ssh'),
	]);
	t.deepEqual(Object.fromEntries(withoutSsh), {
		'machine.address': [],
		'machine.identity': [],
		'host.ssh': ['machine.address', 'machine.identity'],
		'host.program': ['host.ssh', 'machine.address', 'machine.identity'],
		'host.base': ['host.program'],
		'host.disk': ['host.base'],
		'host.docker': ['host.base'],
		'host.firewall': ['host.base'],
		'host.secrets': ['host.disk'],
		'host.images': ['host.docker'],
		'host.stack': ['host.docker', 'host.disk', 'host.secrets', 'host.images'],
		'host.hardening': ['host.base'],
		'host.timers': ['host.stack'],
	});
});

test('two machines have steps of their own, in one order, without a step in common', t => {
	const machines = [describeMachine({name: 'worker-1'}), describeMachine({name: 'worker-2'})];
	const steps = machines.flatMap(machine => [...givenMachine(machine, {ip, hostKey: '', user: '', port: 22}), ...stepsOf(machine)]);
	const order = orderSteps(steps, 'needs');
	t.is(order.size, steps.length);
	t.deepEqual(order.get('host.disk@worker-1'), ['host.base@worker-1', 'host.ssh@worker-1']);
	t.deepEqual(order.get('host.ssh@worker-2'), ['machine.address@worker-2', 'machine.identity@worker-2']);
});

test('each machine has a connection of its own', async t => {
	const [first, second] = [await TestMachine.start(t), await TestMachine.start(t)];
	const open = [first, second].map(machine => machine.gateway(t));
	const hosts = hostGateways(() => open.shift()!);
	for (const [name, machine] of [
		['worker-1', first],
		['worker-2', second],
		['worker-1', first],
	] as const) {
		await hosts.machine(name).connect(machine.target, {signal: new AbortController().signal, say() {}, deadlineSeconds: 5});
	}

	t.deepEqual([first.connections, second.connections], [1, 1]);
	hosts.close();
});
