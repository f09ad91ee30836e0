import test from 'ava';
import {group, machineBody, makeGround, pace, region, startRehearsal} from './rehearsal.ts';

test('the real SDKs build a whole machine, see it run, and take it down again', async t => {
	const rehearsal = await startRehearsal();
	t.teardown(rehearsal.close);
	const {compute, network, resources} = rehearsal;
	const {address, nic} = await makeGround(rehearsal);
	t.is(address.ipAddress, '203.0.113.10');
	t.is(nic.provisioningState, 'Succeeded');
	const disk = await compute.disks.createOrUpdate(
		group,
		'wasper-data-disk',
		{location: region, sku: {name: 'Premium_LRS'}, creationData: {createOption: 'Empty'}, diskSizeGB: 128},
		pace,
	);
	t.is(disk.diskState, 'Unattached');
	const machine = await compute.virtualMachines.createOrUpdate(
		group,
		'wasper-vm',
		machineBody(nic.id ?? '', {
			storageProfile: {
				...machineBody('').storageProfile,
				dataDisks: [{lun: 0, createOption: 'Attach', managedDisk: {id: disk.id ?? ''}, deleteOption: 'Detach'}],
			},
		}),
		pace,
	);
	t.is(machine.provisioningState, 'Succeeded');
	t.is(machine.osProfile?.customData, undefined, 'custom data is never given back');
	t.is(machine.securityProfile?.securityType, 'TrustedLaunch');
	t.truthy(machine.storageProfile?.imageReference?.exactVersion);
	t.like(rehearsal.running[0], {
		address: '203.0.113.10',
		adminUser: 'wasperadmin',
		customData: '#cloud-config\n{}',
		dataDisks: {lun0: disk.id},
	});

	const view = await compute.virtualMachines.instanceView(group, 'wasper-vm');
	t.deepEqual(
		view.statuses?.map(status => status.code),
		['ProvisioningState/succeeded', 'PowerState/running'],
	);
	t.is((await compute.disks.get(group, 'wasper-data-disk')).managedBy, machine.id);
	t.is((await network.networkInterfaces.get(group, 'wasper-nic')).ipConfigurations?.[0]?.privateIPAddress, '10.0.1.4');
	const names: string[] = [];
	for await (const resource of resources.resources.list({filter: "tagName eq 'wasper-managed-by' and tagValue eq 'create-wasper-azure'"})) {
		names.push(resource.name ?? '');
	}

	t.deepEqual(
		names.toSorted((one, other) => one.localeCompare(other)),
		['wasper-ip', 'wasper-nic', 'wasper-nsg', 'wasper-os-disk', 'wasper-vm', 'wasper-vnet'],
	);

	await compute.virtualMachines.delete(group, 'wasper-vm', pace);
	t.is((await compute.disks.get(group, 'wasper-data-disk')).diskState, 'Unattached', 'the data disk outlives the machine');
	await t.throwsAsync(async () => compute.disks.get(group, 'wasper-os-disk'), {message: /was not found/});
	await t.throwsAsync(async () => network.networkInterfaces.get(group, 'wasper-nic'), {message: /was not found/});
	t.deepEqual(rehearsal.gone, [machine.id ?? '']);
	await resources.resourceGroups.delete(group, pace);
	t.is((await resources.resourceGroups.checkExistence(group)).body, false);
	t.deepEqual(
		rehearsal.azure.log.filter(entry => entry.status >= 500),
		[],
	);
});
