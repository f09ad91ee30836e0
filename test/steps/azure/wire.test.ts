import test from 'ava';
import {OperatorError} from '../../../source/errors/kinds.ts';
import {nvmeSize, scsiSize} from '../../azure/fixtures.ts';
import {connect, makeWireDeployment, type Wire} from '../../azure/wire.ts';
import {Plane} from './plane.ts';

/** `PUT wasper-vm` and its like: what the resource manager was asked to change. */
function changes({server}: Wire): string[] {
	return server.log.filter(({method}) => method !== 'GET').map(({method, path}) => `${method} ${path.split('?')[0]?.split('/').at(-1)}`);
}

test('a first run on the wire registers, makes everything, and a second run changes nothing', async t => {
	const wire = await connect(t, {scale: 0.0002});
	const deployment = makeWireDeployment();
	const plane = new Plane(deployment, wire.gateway);
	await plane.setUp();
	t.is(plane.result('azure.address').ip, '203.0.113.10');
	const made = changes(wire);
	t.deepEqual(
		made.filter(line => line.startsWith('PUT')),
		['PUT wasper-rg', 'PUT wasper-vnet', 'PUT wasper-nsg', 'PUT wasper-ip', 'PUT wasper-data-disk', 'PUT wasper-nic', 'PUT wasper-vm'],
	);

	const again = new Plane(deployment, wire.gateway);
	t.deepEqual([...new Set(Object.values(await again.setUp()))], ['ok']);
	t.deepEqual(changes(wire), made);
});

test('an NVMe size with Ubuntu 26.04 is created as well', async t => {
	const wire = await connect(t);
	const plane = new Plane(makeWireDeployment({ubuntu: '26.04'}, nvmeSize), wire.gateway);
	await plane.setUp();
	t.regex((await plane.inspect())['azure.machine']?.evidence ?? '', /Standard_D2as_v6, Ubuntu 26\.04, running/);
});

test('a Standard SSD for the system is what Azure is asked for and what it makes; the data disk stays Premium', async t => {
	const wire = await connect(t);
	const plane = new Plane(makeWireDeployment({osDisk: 'standard-ssd'}), wire.gateway);
	await plane.setUp();
	const machine = await wire.gateway.machines.find(plane.deployment, plane.context);
	t.is(machine?.osDiskSku, 'StandardSSD_LRS');
	t.is((await wire.gateway.disks.find(plane.deployment, plane.context))?.sku, 'Premium_LRS');

	const otherwise = new Plane(makeWireDeployment(), wire.gateway);
	const {'azure.machine': finding} = await otherwise.inspect();
	t.is(finding?.state, 'ok');
	t.regex(finding?.evidence ?? '', /OS disk StandardSSD_LRS \(a machine keeps its OS disk\)/);
});

test('drift is repaired on the wire: the SSH address and, when asked for, the size', async t => {
	const wire = await connect(t);
	const plane = new Plane(makeWireDeployment(), wire.gateway);
	await plane.setUp();
	const choices = {...plane.deployment.choices, sshFrom: '198.51.100.99/32'};
	const moved = new Plane({...plane.deployment, choices, size: {...scsiSize, name: 'Standard_D4as_v5'}}, wire.gateway);
	moved.answer = 'resize';
	const findings = await moved.inspect();
	t.deepEqual([findings['azure.firewall']?.state, findings['azure.machine']?.state], ['drifted', 'drifted']);
	const before = changes(wire).length;
	await moved.setUp();
	t.deepEqual(changes(wire).slice(before), ['PUT wasper-nsg', 'POST deallocate', 'PATCH wasper-vm', 'POST start']);
	t.deepEqual([...new Set(Object.values(await moved.inspect()).map(({state}) => state))], ['ok']);
});

test('an allocation that fails keeps Azure’s words, and the next run starts the machine', async t => {
	const failure = {
		code: 'AllocationFailed',
		message: 'Allocation failed. We do not have sufficient capacity.',
		details: [{code: 'Inner', message: 'Full.'}],
	};
	const wire = await connect(t, {faults: [{operation: 'azure PUT virtualMachines', failure}]});
	const plane = new Plane(makeWireDeployment(), wire.gateway);
	const error = await t.throwsAsync(plane.setUp(), {instanceOf: OperatorError});
	t.is(error.explanation.code, 'AllocationFailed');
	t.regex(error.explanation.evidence?.join('\n') ?? '', /We do not have sufficient capacity.*\nInner: Full\.\ncorrelation id/);
	t.is((await plane.inspect())['azure.machine']?.state, 'broken');

	await new Plane(plane.deployment, wire.gateway).setUp();
	t.is((await plane.inspect())['azure.machine']?.state, 'ok');
});

test('throttling on the way is waited out', async t => {
	const wire = await connect(t, {faults: [{operation: 'azure PUT', times: 3, throttle: {}}]});
	const plane = new Plane(makeWireDeployment(), wire.gateway);
	await plane.setUp();
	t.true(plane.said.some(line => line.startsWith('Azure is busy')));
});

test('a run stopped in the middle of the machine goes on in the next, which makes nothing twice', async t => {
	const wire = await connect(t, {scale: 0.02});
	const deployment = makeWireDeployment();
	const plane = new Plane(deployment, wire.gateway);
	const stopped = plane.setUp();
	const watch = setInterval(() => {
		if (changes(wire).includes('PUT wasper-vm')) {
			plane.stop.abort();
		}
	}, 5);
	const error = await t.throwsAsync(stopped, {instanceOf: OperatorError});
	clearInterval(watch);
	t.is(error.kind, 'cancelled');

	const next = new Plane(deployment, wire.gateway);
	t.is((await next.inspect())['azure.machine']?.fix, 'Waits until it is finished.');
	await next.setUp();
	t.is((await next.inspect())['azure.machine']?.state, 'ok');
	t.is(changes(wire).filter(line => line === 'PUT wasper-vm').length, 1);
});

test('two teardowns at once both succeed, and nothing is left', async t => {
	const wire = await connect(t, {scale: 0.0005});
	const deployment = makeWireDeployment();
	await new Plane(deployment, wire.gateway).setUp();
	const planes = [new Plane(deployment, wire.gateway), new Plane(deployment, wire.gateway)];
	await Promise.all(planes.map(async plane => plane.tearDown()));
	const {'azure.providers': _, ...findings} = await planes[0]!.inspect();
	t.deepEqual([...new Set(Object.values(findings).map(({state}) => state))], ['absent']);
});

test('teardown leaves nothing on the wire', async t => {
	const wire = await connect(t);
	const plane = new Plane(makeWireDeployment(), wire.gateway);
	await plane.setUp();
	await plane.tearDown();
	const {'azure.providers': _, ...findings} = await plane.inspect();
	t.deepEqual([...new Set(Object.values(findings).map(({state}) => state))], ['absent']);
});
