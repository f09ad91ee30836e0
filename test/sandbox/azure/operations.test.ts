import test from 'ava';
import {group, machineBody, makeGround, pace, refusalOf, region, startRehearsal, type Rehearsal} from './rehearsal.ts';

async function send(rehearsal: Rehearsal, method: string, path: string, body?: object): Promise<Response> {
	const {token} = await rehearsal.credential.getToken('https://management.azure.com/.default');
	return fetch(path.startsWith('https:') ? path : `${rehearsal.azure.url}/subscriptions/${rehearsal.subscriptionId}${path}`, {
		method,
		headers: {authorization: `Bearer ${token}`, 'content-type': 'application/json'},
		signal: AbortSignal.timeout(10_000),
		...(body && {body: JSON.stringify(body)}),
	});
}

test("long-running operations look on the wire as Azure's do", async t => {
	const rehearsal = await startRehearsal();
	t.teardown(rehearsal.close);
	const {nic} = await makeGround(rehearsal);
	const {url} = rehearsal.azure;

	const nsg = await send(
		rehearsal,
		'PUT',
		`/resourceGroups/${group}/providers/Microsoft.Network/networkSecurityGroups/n?api-version=2026-01-01`,
		{location: region},
	);
	t.is(nsg.status, 201);
	t.is(nsg.headers.get('azure-asyncnotification'), 'Enabled');
	t.is(((await nsg.json()) as {properties: {provisioningState: string}}).properties.provisioningState, 'Updating');
	const operation = nsg.headers.get('azure-asyncoperation') ?? '';
	t.true(
		operation.startsWith(`${url}/subscriptions/${rehearsal.subscriptionId}/providers/Microsoft.Network/locations/eastus/operations/`),
		'polls come back to us',
	);
	t.deepEqual(await (await send(rehearsal, 'GET', operation)).json(), {status: 'Succeeded'});

	const again = await send(
		rehearsal,
		'PUT',
		`/resourceGroups/${group}/providers/Microsoft.Network/networkInterfaces/wasper-nic?api-version=2026-01-01`,
		{
			location: region,
			properties: {ipConfigurations: [{name: 'ipconfig1', properties: {subnet: {id: nic.ipConfigurations?.[0]?.subnet?.id ?? ''}}}]},
		},
	);
	t.is(again.status, 200, 'an update');
	t.is(
		((await again.json()) as {properties: {provisioningState: string}}).properties.provisioningState,
		'Succeeded',
		'interfaces are ready at once',
	);
	t.truthy(again.headers.get('azure-asyncoperation'), 'and still have an operation');

	await rehearsal.compute.virtualMachines.createOrUpdate(group, 'wasper-vm', machineBody(nic.id ?? ''), pace);
	const off = await send(
		rehearsal,
		'POST',
		`/resourceGroups/${group}/providers/Microsoft.Compute/virtualMachines/wasper-vm/deallocate?api-version=2026-04-01`,
	);
	t.is(off.status, 202);
	const state = (await (await send(rehearsal, 'GET', off.headers.get('azure-asyncoperation') ?? '')).json()) as Record<string, string>;
	t.deepEqual(Object.keys(state).toSorted(), ['endTime', 'name', 'startTime', 'status']);
	const result = await send(rehearsal, 'GET', off.headers.get('location') ?? '');
	t.is(result.status, 200);
	t.is(await result.text(), '');

	const removal = await send(rehearsal, 'DELETE', `/resourcegroups/${group}?api-version=2025-04-01`);
	t.is(removal.status, 202);
	t.is(removal.headers.get('azure-asyncoperation'), null, 'a group is followed by Location alone');
	const over = await send(rehearsal, 'GET', removal.headers.get('location') ?? '');
	t.is(over.status, 200);
	t.is(await over.text(), '');
});

test('at the real pace Azure asks for long waits, in a quick rehearsal for none', async t => {
	const slow = await startRehearsal({scale: 1});
	t.teardown(slow.close);
	await slow.resources.resourceGroups.createOrUpdate(group, {location: region});
	const put = async (rehearsal: Rehearsal) =>
		send(rehearsal, 'PUT', `/resourceGroups/${group}/providers/Microsoft.Network/virtualNetworks/v?api-version=2026-01-01`, {
			location: region,
			properties: {addressSpace: {addressPrefixes: ['10.0.0.0/16']}},
		});
	const first = await put(slow);
	t.is(first.headers.get('retry-after'), '3');
	const poll = await send(slow, 'GET', first.headers.get('azure-asyncoperation') ?? '');
	t.is(poll.headers.get('retry-after'), '10');
	t.deepEqual(await poll.json(), {status: 'InProgress'});
	const interfaceBody = {
		location: region,
		ipConfigurations: [
			{
				name: 'c',
				subnet: {
					id: `/subscriptions/${slow.subscriptionId}/resourceGroups/${group}/providers/Microsoft.Network/virtualNetworks/v/subnets/s`,
				},
			},
		],
	};
	t.is((await refusalOf(slow.network.networkInterfaces.createOrUpdate(group, 'n', interfaceBody, pace))).code, 'InvalidResourceReference');

	const quick = await startRehearsal({scale: 0.02});
	t.teardown(quick.close);
	await quick.resources.resourceGroups.createOrUpdate(group, {location: region});
	t.is((await put(quick)).headers.get('retry-after'), null);
});

test('a dependency that is still being created is answered with 429 RetryableError and the reason in its details', async t => {
	const rehearsal = await startRehearsal({scale: 0.2});
	t.teardown(rehearsal.close);
	const {resources, subscriptionId} = rehearsal;
	await resources.resourceGroups.createOrUpdate(group, {location: region});
	const vnet = `/resourceGroups/${group}/providers/Microsoft.Network/virtualNetworks/v`;
	await send(rehearsal, 'PUT', `${vnet}?api-version=2026-01-01`, {
		location: region,
		properties: {addressSpace: {addressPrefixes: ['10.0.0.0/16']}, subnets: [{name: 's', properties: {addressPrefix: '10.0.1.0/24'}}]},
	});
	const nic = await send(
		rehearsal,
		'PUT',
		`/resourceGroups/${group}/providers/Microsoft.Network/networkInterfaces/n?api-version=2026-01-01`,
		{
			location: region,
			properties: {ipConfigurations: [{name: 'c', properties: {subnet: {id: `/subscriptions/${subscriptionId}${vnet}/subnets/s`}}}]},
		},
	);
	t.is(nic.status, 429);
	t.is(nic.headers.get('retry-after'), null);
	const {error} = (await nic.json()) as {error: {code: string; details: Array<{code: string; message: string}>}};
	t.is(error.code, 'RetryableError');
	t.is(error.details[0]?.code, 'ReferencedResourceNotProvisioned');
	t.regex(error.details[0]?.message ?? '', /Resource is in Updating state/);
});

test('a machine whose creation was cut short by a restart is finished by the next start', async t => {
	const first = await startRehearsal({scale: 0.02});
	const {nic} = await makeGround(first);
	const body = machineBody(nic.id ?? '');
	const poller = first.compute.virtualMachines.createOrUpdate(group, 'wasper-vm', body, pace);
	await poller.submitted();
	t.is((await first.compute.virtualMachines.get(group, 'wasper-vm')).provisioningState, 'Creating');
	await first.stop();
	await poller.catch(() => {});

	const second = await startRehearsal({scale: 0.02, folder: first.stateFolder});
	const deadline = Date.now() + 20_000;
	while (second.running.length === 0 && Date.now() < deadline) {
		await new Promise(resolve => setTimeout(resolve, 20));
	}

	t.is(second.running.length, 1, 'its host was started, although nobody asked for the machine');
	const machine = await second.compute.virtualMachines.get(group, 'wasper-vm');
	t.is(machine.provisioningState, 'Succeeded');
	await second.stop();

	const third = await startRehearsal({folder: first.stateFolder});
	t.teardown(third.close);
	t.is(third.running[0]?.address, '203.0.113.10', 'a machine that runs is announced at every start');
	const {vmId} = await third.compute.virtualMachines.createOrUpdate(group, 'wasper-vm', body, pace);
	t.is(vmId, machine.vmId, 'and is not made twice');
});

test('a creation that fails later leaves a Failed machine that holds on to its interface', async t => {
	const failure = {
		code: 'AllocationFailed',
		message: 'Allocation failed. We do not have sufficient capacity for the requested VM size in this region.',
	};
	const rehearsal = await startRehearsal({faults: [{operation: 'azure PUT virtualMachines', failure}]});
	t.teardown(rehearsal.close);
	const {compute, network} = rehearsal;
	const {nic} = await makeGround(rehearsal);
	const body = machineBody(nic.id ?? '');
	const refusal = await refusalOf(compute.virtualMachines.createOrUpdate(group, 'wasper-vm', body, pace));
	t.regex(refusal.message, /AllocationFailed/);
	const {provisioningState, instanceView} = await compute.virtualMachines.get(group, 'wasper-vm', {expand: 'instanceView'});
	t.is(provisioningState, 'Failed');
	t.is(instanceView?.statuses?.[0]?.code, 'ProvisioningState/failed');
	t.is(rehearsal.running.length, 0, 'no host was started');
	t.is((await refusalOf(network.networkInterfaces.delete(group, 'wasper-nic', pace))).code, 'NicInUse');
	await compute.virtualMachines.reapply(group, 'wasper-vm', pace);
	t.is((await compute.virtualMachines.get(group, 'wasper-vm')).provisioningState, 'Succeeded');
	t.is(rehearsal.running.length, 1, 'reapplying makes it run');
});

test('faults befall exactly the named occurrence of an operation', async t => {
	const rehearsal = await startRehearsal({
		faults: [
			{
				operation: 'azure PUT resourceGroups',
				nth: 2,
				answer: {status: 403, body: {error: {code: 'RequestDisallowedByPolicy', message: 'No.'}}},
			},
			{operation: 'azure PUT networkSecurityGroups', throttle: {}},
			{operation: 'azure GET resourceGroups', drop: true},
		],
	});
	t.teardown(rehearsal.close);
	const {network, resources} = rehearsal;
	const put = () => resources.resourceGroups.createOrUpdate(group, {location: region});
	await put();
	t.is((await refusalOf(put())).code, 'RequestDisallowedByPolicy');
	await put();
	t.is((await refusalOf(network.networkSecurityGroups.createOrUpdate(group, 'n', {location: region}, pace))).status, 429);
	await network.networkSecurityGroups.createOrUpdate(group, 'n', {location: region}, pace);
	t.is((await refusalOf(resources.resourceGroups.get(group))).code, 'ECONNRESET');
	t.is((await resources.resourceGroups.get(group)).name, group);
});

test("a group that is being removed takes nothing new, and somebody else's use of it stops the removal", async t => {
	const rehearsal = await startRehearsal({scale: 0.005});
	t.teardown(rehearsal.close);
	const {network, resources} = rehearsal;
	const {vnet} = await makeGround(rehearsal);
	await resources.resourceGroups.createOrUpdate('other-rg', {location: region});
	const stranger = {location: region, ipConfigurations: [{name: 'c', subnet: {id: vnet.subnets?.[0]?.id ?? ''}}]};
	await network.networkInterfaces.createOrUpdate('other-rg', 'stranger', stranger, pace);
	const removal = resources.resourceGroups.delete(group, pace);
	await removal.submitted();
	t.is((await resources.resourceGroups.get(group)).properties?.provisioningState, 'Deleting');
	t.is(
		(await refusalOf(network.networkSecurityGroups.createOrUpdate(group, 'late', {location: region}, pace))).code,
		'ResourceGroupBeingDeleted',
	);
	await t.throwsAsync(async () => removal);
	t.is((await resources.resourceGroups.get(group)).properties?.provisioningState, 'Succeeded', 'it stands again');

	await network.networkInterfaces.delete('other-rg', 'stranger', pace);
	await resources.resourceGroups.delete(group, pace);
	t.is((await refusalOf(resources.resourceGroups.delete(group, pace))).code, 'ResourceGroupNotFound');
});
