import test from 'ava';
import {ActionError, ExternalError} from '../../source/errors/kinds.ts';
import {OtherProtocolError} from '../../source/host/other-protocol.ts';
import {end, report, sendJson, TestMachine} from './support/machine.ts';

const signal = new AbortController().signal;
const silently = {signal, say() {}, deadlineSeconds: 5};
const inspect = 'sudo -n wasperctl --protocol 2 inspect --json';
const applyDocker = 'sudo -n wasperctl --protocol 2 apply docker --json --holder ana@laptop-1';
const docker = {type: 'result', unit: 'docker', changed: true, evidence: 'Docker 28.5'};

test('concurrent inspections share one round trip, and after an apply the next one is new', async t => {
	const machine = await TestMachine.start(t);
	const gateway = machine.gateway(t);
	machine.commands.set(inspect, channel => {
		sendJson(channel, report());
		end(channel, 0);
	});
	machine.commands.set(applyDocker, channel => {
		sendJson(channel, docker);
		end(channel, 0);
	});
	await gateway.connect(machine.target, silently);
	const [one, other] = await Promise.all([gateway.inspect(signal), gateway.inspect(signal)]);
	t.is(one, other);
	t.deepEqual(machine.ran, [inspect]);
	await gateway.apply('docker', silently);
	await gateway.inspect(signal);
	t.deepEqual(machine.ran, [inspect, applyDocker, inspect]);
});

test("output is passed on line by line, other programs' lines included, without control codes", async t => {
	const machine = await TestMachine.start(t);
	const gateway = machine.gateway(t);
	machine.commands.set(applyDocker, channel => {
		sendJson(channel, {type: 'output', line: 'Unpacking docker-ce'});
		channel.write('\u001B[33mwarning: not JSON\u001B[0m\n{"type":"news"}\n');
		channel.write(JSON.stringify(docker).slice(0, 20));
		channel.write(`${JSON.stringify(docker).slice(20)}\n`);
		end(channel, 0);
	});
	await gateway.connect(machine.target, silently);
	const said: string[] = [];
	const result = await gateway.apply('docker', {signal, say: line => said.push(line)});
	t.deepEqual(result, {changed: true, evidence: 'Docker 28.5'});
	t.deepEqual(said, ['Unpacking docker-ce', 'warning: not JSON', '{"type":"news"}']);
});

test('after a lost connection the run reconnects and re-attaches to the unit', async t => {
	const machine = await TestMachine.start(t);
	const gateway = machine.gateway(t);
	machine.commands.set(applyDocker, channel => {
		sendJson(channel, {type: 'output', line: `attempt ${machine.ran.length}`});
		if (machine.ran.length === 1) {
			setImmediate(() => machine.cut());
			return;
		}

		sendJson(channel, docker);
		end(channel, 0);
	});
	await gateway.connect(machine.target, silently);
	const said: string[] = [];
	const result = await gateway.apply('docker', {signal, say: line => said.push(line)});
	t.like(result, {changed: true, evidence: 'Docker 28.5'});
	t.deepEqual(machine.ran, [applyDocker, applyDocker]);
	t.is(machine.connections, 2);
	t.true(said.some(line => line.startsWith('The connection to the machine was lost')));
	t.is(said.at(-1), 'attempt 2');
});

test('units that lose the connection at the same time share one new connection', async t => {
	const machine = await TestMachine.start(t);
	const gateway = machine.gateway(t);
	for (const unit of ['docker', 'firewall']) {
		machine.commands.set(`sudo -n wasperctl --protocol 2 apply ${unit} --json --holder ana@laptop-1`, channel => {
			if (machine.ran.length <= 2) {
				if (machine.ran.length === 2) {
					machine.cut();
				}

				return;
			}

			sendJson(channel, {type: 'result', unit, changed: true, evidence: unit});
			end(channel, 0);
		});
	}

	await gateway.connect(machine.target, silently);
	const results = await Promise.all([gateway.apply('docker', silently), gateway.apply('firewall', silently)]);
	t.deepEqual(
		results.map(({evidence}) => evidence),
		['docker', 'firewall'],
	);
	t.is(machine.connections, 2);
});

test('the error of a unit reaches the operator', async t => {
	const machine = await TestMachine.start(t);
	const gateway = machine.gateway(t);
	machine.commands.set('sudo -n wasperctl --protocol 2 apply disk --json --holder ana@laptop-1', channel => {
		sendJson(channel, {
			type: 'error',
			unit: 'disk',
			code: 'DISK_NOT_EMPTY',
			cause: "The data disk holds somebody's file system.",
			fix: 'Attach an empty disk.',
			evidence: ['/dev/sdc ntfs'],
		});
		end(channel, 1);
	});
	await gateway.connect(machine.target, silently);
	const error = await t.throwsAsync(gateway.apply('disk', silently), {instanceOf: ActionError});
	t.deepEqual(error.explanation, {
		code: 'host.disk.DISK_NOT_EMPTY',
		cause: "The data disk holds somebody's file system.",
		outcome: 'The disk was not changed.',
		next: 'Attach an empty disk.',
		evidence: ['/dev/sdc ntfs'],
	});
});

test('a machine locked by another run is waited for, with its holder named, until the deadline', async t => {
	const machine = await TestMachine.start(t);
	const gateway = machine.gateway(t, {lock: 100});
	const lock = {holder: 'ana@laptop', reason: 'apply stack', since: '2026-11-21T10:00:00Z'};
	machine.commands.set(inspect, channel => {
		sendJson(channel, report({}, {lock}));
		end(channel, 0);
	});
	machine.commands.set(applyDocker, channel => end(channel, 75));
	await gateway.connect(machine.target, silently);
	const said: string[] = [];
	const error = await t.throwsAsync(gateway.apply('docker', {signal, say: line => said.push(line)}), {instanceOf: ActionError});
	t.is(error.explanation.code, 'host.locked');
	t.is(error.explanation.cause, 'The machine is locked by ana@laptop (apply stack, since 2026-11-21T10:00:00Z).');
	t.is(said[0], 'Waiting for ana@laptop (apply stack) to finish on the machine.');
});

test('a lock that is released in time does no harm', async t => {
	const machine = await TestMachine.start(t);
	const gateway = machine.gateway(t);
	machine.commands.set(inspect, channel => {
		sendJson(channel, report());
		end(channel, 0);
	});
	machine.commands.set(applyDocker, channel => {
		if (machine.ran.filter(command => command === applyDocker).length < 3) {
			end(channel, 75);
			return;
		}

		sendJson(channel, docker);
		end(channel, 0);
	});
	await gateway.connect(machine.target, silently);
	t.like(await gateway.apply('docker', silently), {changed: true});
});

test('a machine without wasperctl is reported as such', async t => {
	const machine = await TestMachine.start(t);
	const gateway = machine.gateway(t);
	await gateway.connect(machine.target, silently);
	const error = await t.throwsAsync(gateway.inspect(signal), {instanceOf: Error});
	t.like(error, {kind: 'action', explanation: {code: 'host.noWasperctl'}});
});

test('an invalid report, and an apply without a result, are protocol errors', async t => {
	const machine = await TestMachine.start(t);
	const gateway = machine.gateway(t);
	machine.commands.set(inspect, channel => {
		sendJson(channel, {...report(), bootId: undefined});
		end(channel, 0);
	});
	machine.commands.set(applyDocker, channel => end(channel, 0));
	await gateway.connect(machine.target, silently);
	const unreadable = await t.throwsAsync(gateway.inspect(signal), {instanceOf: ExternalError});
	t.is(unreadable.explanation.code, 'host.protocol');
	t.regex(unreadable.explanation.evidence!.join(' '), /bootId/);
	const mute = await t.throwsAsync(gateway.apply('docker', silently), {instanceOf: ExternalError});
	t.is(mute.explanation.code, 'host.protocol');
});

test('a wasperctl of another protocol is asked for nothing but its version', async t => {
	const machine = await TestMachine.start(t);
	const gateway = machine.gateway(t);
	const settings = {domain: 'd', certificateContact: 'c', acmeDirectory: 'https://acme.example', address: '203.0.113.10'};
	const configure = 'sudo -n wasperctl --protocol 2 configure';
	await gateway.connect(machine.target, silently);
	const attempts = [() => gateway.inspect(signal), () => gateway.configure(settings, signal), () => gateway.apply('docker', silently)];
	for (const command of [inspect, configure, applyDocker]) {
		machine.commands.set(command, channel => {
			sendJson(channel, {protocol: 3, version: '9.0.0'});
			end(channel, 76);
		});
	}

	for (const attempt of attempts) {
		// oxlint-disable-next-line no-await-in-loop -- one command after the other
		const error = await t.throwsAsync(attempt(), {instanceOf: OtherProtocolError});
		t.like(error, {version: '9.0.0', protocol: 3, explanation: {code: 'host.otherProtocol'}});
	}

	t.deepEqual(machine.ran, [inspect, configure, applyDocker]);
	// Programs from before version 2 take the option for a command.
	for (const command of [inspect, configure, applyDocker]) {
		machine.commands.set(command, channel => {
			channel.stderr.write('wasperctl: no command "--protocol".\n\nUsage: wasperctl COMMAND\n');
			end(channel, 2);
		});
	}

	machine.commands.set('sudo -n wasperctl version', channel => {
		channel.write('0.1.0+old\n');
		end(channel, 0);
	});
	for (const attempt of attempts) {
		// oxlint-disable-next-line no-await-in-loop -- one command after the other
		t.like(await t.throwsAsync(attempt(), {instanceOf: OtherProtocolError}), {version: '0.1.0+old', protocol: 1});
	}
});

test('a silent unit is reported as still running, and one that never ends has a deadline', async t => {
	const machine = await TestMachine.start(t);
	const gateway = machine.gateway(t, {apply: 300, heartbeat: 50});
	machine.commands.set(applyDocker, () => {});
	await gateway.connect(machine.target, silently);
	const said: string[] = [];
	const error = await t.throwsAsync(gateway.apply('docker', {signal, say: line => said.push(line)}), {instanceOf: ExternalError});
	t.is(error.explanation.code, 'host.deadline');
	t.regex(said[0]!, /^Still running on the machine: docker, \d+ s so far\.$/);
});

test('an inspection that is never answered has a deadline too', async t => {
	const machine = await TestMachine.start(t);
	const gateway = machine.gateway(t, {answer: 150});
	machine.commands.set(inspect, () => {});
	await gateway.connect(machine.target, silently);
	const error = await t.throwsAsync(gateway.inspect(signal), {instanceOf: ExternalError});
	t.is(error.explanation.code, 'host.silent');
});

test("the owner's password is sent by stdin only, and redacted if it is echoed", async t => {
	const machine = await TestMachine.start(t);
	const gateway = machine.gateway(t);
	const input = {email: 'a@example.com', firstName: 'A', lastName: 'B', password: 'correct horse 42'};
	let received = '';
	machine.commands.set('sudo -n wasperctl --protocol 2 apply owner --json --holder ana@laptop-1', (channel, stdin) => {
		received = stdin;
		sendJson(
			channel,
			{type: 'output', line: `signing up with ${input.password}`},
			{type: 'error', unit: 'owner', code: 'OWNER_REFUSED', cause: `bad ${input.password}`, evidence: [input.password]},
		);
		end(channel, 1);
	});
	await gateway.connect(machine.target, silently);
	const said: string[] = [];
	const error = await t.throwsAsync(gateway.apply('owner', {signal, say: line => said.push(line), input}), {instanceOf: ActionError});
	t.deepEqual(JSON.parse(received), input);
	t.notRegex(JSON.stringify([machine.ran, said, error.explanation]), /correct horse/);
});

test('stopping the run leaves the unit running on the machine', async t => {
	const machine = await TestMachine.start(t);
	const gateway = machine.gateway(t);
	const abort = new AbortController();
	machine.commands.set(applyDocker, () => abort.abort());
	await gateway.connect(machine.target, silently);
	await t.throwsAsync(gateway.apply('docker', {signal: abort.signal, say() {}}), {name: 'AbortError'});
	t.deepEqual(machine.ran, [applyDocker]);
});

test('settings are sent to the machine by stdin', async t => {
	const machine = await TestMachine.start(t);
	const gateway = machine.gateway(t);
	const settings = {
		domain: 'wasper.example.com',
		certificateContact: 'a@example.com',
		acmeDirectory: 'https://acme.example/directory',
		address: '203.0.113.10',
	};
	let received = '';
	machine.commands.set('sudo -n wasperctl --protocol 2 configure', (channel, stdin) => {
		received = stdin;
		end(channel, 0);
	});
	await gateway.connect(machine.target, silently);
	await gateway.configure(settings, signal);
	t.deepEqual(JSON.parse(received), settings);
});

test('an sshd that accepts no more commands is reported as such, and not retried forever', async t => {
	const machine = await TestMachine.start(t);
	const gateway = machine.gateway(t);
	await gateway.connect(machine.target, silently);
	machine.refusesCommands = true;
	const error = await t.throwsAsync(gateway.inspect(signal), {instanceOf: ExternalError});
	t.is(error.explanation.code, 'ssh.noChannel');
});
