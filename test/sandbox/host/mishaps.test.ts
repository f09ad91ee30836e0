import test from 'ava';
import {bootMachine, client} from './machine.ts';

/** Distinguishes work that was started again from work that was attached to. */
const secondStartFails = {
	operation: 'host apply base',
	nth: 2,
	failure: {code: 'startedTwice', message: 'The work was started a second time.'},
};

test('an apply continues when the connection drops, and a second apply shows it from its first line', async t => {
	const machine = await bootMachine(t, {scale: 0.02, faults: [{operation: 'host apply base', drop: true}, secondStartFails]});
	const first = await machine.connect();
	const lost = await machine.apply(first, 'base');
	t.is(lost.code, undefined);
	t.false(lost.events.some(event => event.type === 'result'));

	const {events, code, last} = await machine.apply(await machine.connect(), 'base');
	t.is(code, 0);
	t.deepEqual(events.slice(0, lost.events.length), lost.events);
	t.like(events[0], {type: 'output', line: 'Waiting for cloud-init to finish.'});
	t.like(last, {type: 'result', changed: true});
});

test('two applies of the same unit attach to the same work', async t => {
	const machine = await bootMachine(t, {scale: 0.01, faults: [secondStartFails]});
	const connection = await machine.connect();
	const [one, other] = await Promise.all([machine.apply(connection, 'base'), machine.apply(connection, 'base')]);
	t.deepEqual(one.events, other.events);
	t.like(one.last, {type: 'result', changed: true});
});

test('independent units are applied in parallel', async t => {
	const machine = await bootMachine(t, {scale: 0.01});
	const connection = await machine.connect();
	await machine.apply(connection, 'base');
	const order: string[] = [];
	await Promise.all(['docker', 'disk'].map(async unit => machine.apply(connection, unit, '', () => order.push(unit))));
	t.true(order.indexOf('disk') < order.lastIndexOf('docker'));
	t.true(order.indexOf('docker') < order.lastIndexOf('disk'));
});

test('a fault makes one apply fail with its message, and the next succeed', async t => {
	const failure = {code: 'APT_INSTALL_FAILED', message: 'The packages jq could not be installed.', evidence: ['E: not enough free space']};
	const machine = await bootMachine(t, {faults: [{operation: 'host apply base', failure}]});
	const connection = await machine.connect();
	const {code, last} = await machine.apply(connection, 'base');
	t.is(code, 1);
	t.deepEqual(last, {type: 'error', unit: 'base', code: failure.code, cause: failure.message, evidence: failure.evidence});
	t.is((await machine.inspect(connection)).units.base.findings[0]?.state, 'absent');
	t.is((await machine.apply(connection, 'base')).code, 0);
});

test('a machine locked by another run exits with 75 and names the holder, until that run ends', async t => {
	const machine = await bootMachine(t, {faults: [{operation: 'host lock', delay: 300}]});
	const connection = await machine.connect();
	const {code, stderr} = await machine.apply(connection, 'base');
	t.is(code, 75);
	t.regex(stderr, /^This machine is locked by bob@elsewhere since .*: applying docker\.$/m);
	t.like((await machine.inspect(connection)).lock, {holder: 'bob@elsewhere', reason: 'applying docker'});
	const deadline = Date.now() + 10_000;
	while ((await machine.inspect(connection)).lock && Date.now() < deadline) {
		await new Promise(resolve => setTimeout(resolve, 20));
	}

	t.is((await machine.apply(connection, 'base')).code, 0);
});

test('a refused connection is reset, and a wrong host key is presented once', async t => {
	const machine = await bootMachine(t, {
		faults: [
			{operation: 'ssh connect', nth: 2, refuse: true},
			{operation: 'ssh hostkey', nth: 2, hostKey: 'other'},
		],
	});
	await t.notThrowsAsync(machine.connect());
	await t.throwsAsync(machine.connect({}, 0), {code: 'ECONNRESET'});
	await t.throwsAsync(machine.connect(), {message: /verification failed/});
	await t.notThrowsAsync(machine.connect());
});

test('a machine that shuts down resets its connections, and the apply in progress is lost', async t => {
	const machine = await bootMachine(t, {scale: 0.05});
	const connection = await machine.connect();
	const going = machine.apply(connection, 'base', '', () => machine.machines.shutDown(machine.machine.id));
	t.is((await going).code, undefined);
	await t.throwsAsync(machine.connect({}, 0), {code: 'ECONNRESET'});
	machine.machines.boot(machine.machine);
	t.is((await machine.inspect(await machine.connect())).units.base.findings[0]?.state, 'absent');
});

test('the state of a machine survives a restart of the sandbox', async t => {
	const first = await bootMachine(t);
	await first.apply(await first.connect(), 'base');
	const before = await first.inspect(await first.connect());
	await first.close();

	const second = await bootMachine(t, {folder: first.folder});
	second.machines.boot(first.machine);
	const {connect} = client(t, second.ports, first.hostKey.publicKey, first.userKey.privateKey);
	const after = await second.inspect(await connect());
	t.deepEqual(after.units.base.findings, []);
	t.is(after.bootId, before.bootId);
});
