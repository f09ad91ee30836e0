import test from 'ava';
import {hostUnits} from '../../../source/host/protocol.ts';
import {generateKeyPair} from '../../../source/host/ssh-keys.ts';
import type {MachineRecord} from '../../../source/sandbox/host/memory.ts';
import {acmeSettings, setUp} from './set-up.ts';
import {bootMachine, owner} from './machine.ts';

test('a new machine reports every unit as absent, and nothing of the application', async t => {
	const {connect, inspect} = await bootMachine(t);
	const report = await inspect(await connect());
	t.deepEqual(Object.keys(report.units), [...hostUnits]);
	t.true(Object.values(report.units).every(({findings}) => findings.length === 1 && findings[0]?.state === 'absent'));
	t.is(report.certificate, undefined);
	t.is(report.owner, undefined);
});

test('the units in order give a healthy site with certificate and owner; applied again, nothing changes', async t => {
	const machine = await bootMachine(t);
	machine.pointName();
	const connection = await machine.connect();
	await setUp(t, machine, connection);
	t.like((await machine.apply(connection, 'owner', JSON.stringify(owner))).last, {type: 'result', changed: false});

	const report = await machine.inspect(connection);
	t.true(Object.values(report.units).every(({findings}) => findings.length === 0));
	t.like(report.certificate, {issuer: 'Wasper sandbox authority', selfSigned: false});
	t.true(report.app?.healthy);
	t.deepEqual(report.owner, {email: owner.email});
	for (const unit of hostUnits) {
		t.like(
			(await machine.apply(connection, unit, unit === 'owner' ? JSON.stringify(owner) : '')).last,
			{type: 'result', unit, changed: false},
			unit,
		);
	}
});

test('a unit that needs another one first fails, and says which', async t => {
	const {connect, apply, inspect} = await bootMachine(t);
	const connection = await connect();
	const {code, last} = await apply(connection, 'stack');
	t.is(code, 1);
	t.like(last, {type: 'error', code: 'DOCKER_NOT_RUNNING', fix: 'Run: wasperctl apply docker'});
	t.is((await inspect(connection)).units.stack.findings[0]?.state, 'absent');
});

test("a certificate request fails while the domain does not point here, with the authority's message", async t => {
	const machine = await bootMachine(t);
	const connection = await machine.connect();
	await setUp(t, machine, connection, ['base', 'disk', 'docker', 'secrets', 'images', 'stack']);
	const {last} = await machine.apply(connection, 'tls');
	t.like(last, {type: 'error', code: 'ACME_FAILED'});
	t.regex(JSON.stringify(last), /Type: {3}dns/);
	t.true((await machine.inspect(connection)).certificate?.selfSigned);
});

test('without a data disk unit disk fails, and a new machine finds what the old disk holds', async t => {
	const machine = await bootMachine(t);
	machine.pointName();
	await setUp(t, machine, await machine.connect());
	machine.machines.shutDown(machine.machine.id);
	machine.machines.boot({...machine.machine, dataDisks: {}, identity: 'machine-2'});
	const bare = await machine.connect();
	await machine.apply(bare, 'base');
	t.like((await machine.apply(bare, 'disk')).last, {type: 'error', code: 'DISK_MISSING'});

	machine.machines.boot({...machine.machine, identity: 'machine-3'});
	const report = await machine.inspect(await machine.connect());
	t.is(report.units.docker.findings[0]?.code, 'host.docker.not-installed');
	t.deepEqual(report.units.secrets.findings, []);
	t.deepEqual(report.owner, {email: owner.email});
});

test('a second owner is rejected, and so is an invalid password', async t => {
	const machine = await bootMachine(t);
	const connection = await machine.connect();
	await setUp(t, machine, connection, ['base', 'disk', 'docker', 'secrets', 'images', 'stack']);
	t.like((await machine.apply(connection, 'owner', '{}')).last, {type: 'error', code: 'OWNER_INPUT'});
	t.like((await machine.apply(connection, 'owner', JSON.stringify({...owner, password: 'short'}))).last, {
		type: 'error',
		code: 'OWNER_REFUSED',
	});
	t.like((await machine.apply(connection, 'owner', JSON.stringify(owner))).last, {type: 'result', changed: true});
	t.like((await machine.apply(connection, 'owner', JSON.stringify({...owner, email: 'b@example.com'}))).last, {
		type: 'error',
		code: 'OWNER_EXISTS',
	});
});

test('settings are stored, and invalid ones are a usage error', async t => {
	const machine = await bootMachine(t);
	const connection = await machine.connect();
	t.is((await machine.run(connection, 'sudo -n wasperctl --protocol 2 configure', '{}')).code, 2);
	t.is((await machine.run(connection, 'sudo -n wasperctl --protocol 2 configure', JSON.stringify(acmeSettings(machine)))).code, 0);
	t.is((await machine.run(connection, 'sudo -n wasperctl --protocol 2 apply everything --json')).code, 2);
});

test('a wasperctl from before protocol 2 does nothing but print its version, until it is replaced', async t => {
	const machine = await bootMachine(t);
	const connection = await machine.connect();
	// The state that an earlier version of this tool left behind.
	const machines = machine.state.table<MachineRecord>('host-machines');
	const {protocol: _, ...record} = machines.get('machine-1')!;
	machines.set('machine-1', {...record, program: '0.1.0+old'});
	for (const command of ['inspect --json', 'configure', 'apply base --json']) {
		// oxlint-disable-next-line no-await-in-loop -- one command after the other
		const {code, stderr, stdout} = await machine.run(connection, `sudo -n wasperctl --protocol 2 ${command}`, '{}');
		t.deepEqual({code, stderr, stdout}, {code: 2, stderr: 'wasperctl: unknown command "--protocol".\n', stdout: ''});
	}

	t.is((await machine.run(connection, 'sudo -n wasperctl version')).stdout, '0.1.0+old\n');
	t.deepEqual(machines.get('machine-1')?.units, {});
	const again = await machine.connect();
	t.like(await machine.inspect(again), {protocol: 2});
	t.is((await machine.run(again, 'sudo -n wasperctl --protocol 3 inspect --json')).code, 76);
});

test('only wasperctl can be run, and only as root', async t => {
	const {connect, run} = await bootMachine(t);
	const connection = await connect();
	t.deepEqual(await run(connection, 'cat /etc/shadow'), {code: 127, stdout: '', stderr: 'bash: line 1: cat: command not found\n'});
	t.is((await run(connection, 'true')).code, 0);
	t.is((await run(connection, 'wasperctl inspect --json')).code, 2);
});

test('only the administrator with the authorized key can log in', async t => {
	const {connect} = await bootMachine(t);
	await t.notThrowsAsync(connect());
	await t.throwsAsync(connect({username: 'root'}), {message: /authentication/});
	await t.throwsAsync(connect({privateKey: (await generateKeyPair('unknown')).privateKey}), {message: /authentication/});
	await t.throwsAsync(connect({privateKey: undefined, password: 'guess'} as object), {message: /authentication/});
});

test('stop and start: the report distinguishes a stopped application from an absent one', async t => {
	const machine = await bootMachine(t);
	const connection = await machine.connect();
	await setUp(t, machine, connection, ['base', 'disk', 'docker', 'secrets', 'images', 'stack']);
	t.is((await machine.run(connection, 'sudo -n wasperctl stop')).code, 0);
	t.like(await machine.inspect(connection), {
		app: {healthy: false},
		units: {stack: {findings: [{code: 'host.stack.not-healthy', state: 'broken'}]}},
	});
	t.like((await machine.apply(connection, 'stack')).last, {type: 'result', changed: true});
	t.true((await machine.inspect(connection)).app?.healthy);
	t.regex((await machine.run(connection, 'sudo -n wasperctl status')).stdout, /^stack +ok/m);
});

test('after a stop and start of the machine its boot id differs, and its state is kept', async t => {
	const machine = await bootMachine(t);
	const connection = await machine.connect();
	await machine.apply(connection, 'base');
	const before = await machine.inspect(connection);
	machine.machines.shutDown(machine.machine.id);
	machine.machines.boot(machine.machine);
	const after = await machine.inspect(await machine.connect());
	t.not(after.bootId, before.bootId);
	t.deepEqual(after.units.base.findings, []);
});

test('a machine without a usable host key in its cloud-init data generates one, and keeps it', async t => {
	const machine = await bootMachine(t);
	const unkeyed = {...machine.machine, identity: 'machine-2', customData: '#cloud-config\npackages: [nginx]\n'};
	const shown: string[] = [];
	for (let boot = 0; boot < 2; boot += 1) {
		machine.machines.shutDown(unkeyed.id);
		machine.machines.boot(unkeyed);
		await machine.connect({hostVerifier: (key: Buffer) => shown.push(key.toString('base64')) > 0});
	}

	t.is(shown.length, 2);
	t.is(shown[0], shown[1]);
	t.not(shown[0], machine.hostKey.publicKey.split(' ')[1]);
});
