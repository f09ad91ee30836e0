import test from 'ava';
import {group, machineBody, makeGround, pace, refusalOf, region, sshPublicKey, startRehearsal} from './rehearsal.ts';

test('a machine is refused for every reason for which Azure refuses it', async t => {
	const rehearsal = await startRehearsal();
	t.teardown(rehearsal.close);
	const {compute} = rehearsal;
	const {nic} = await makeGround(rehearsal);
	const good = machineBody(nic.id ?? '');
	const create = async (change: Partial<typeof good>) =>
		refusalOf(compute.virtualMachines.createOrUpdate(group, 'wasper-vm', {...good, ...change}, pace));
	const withLogin = (login: Partial<NonNullable<typeof good.osProfile>>) => ({osProfile: {...good.osProfile, ...login}});
	const withKey = (keyData: string, path = '/home/wasperadmin/.ssh/authorized_keys') =>
		withLogin({linuxConfiguration: {disablePasswordAuthentication: true, ssh: {publicKeys: [{path, keyData}]}}});
	const withDisk = (id: string) => ({
		storageProfile: {...good.storageProfile, dataDisks: [{lun: 0, createOption: 'Attach', managedDisk: {id}}]},
	});
	const image = (sku: string, offer = 'ubuntu-24_04-lts') => ({
		storageProfile: {...good.storageProfile, imageReference: {publisher: 'Canonical', offer, sku, version: 'latest'}},
	});
	const nicAt = (id: string) => ({networkProfile: {networkInterfaces: [{id}]}});

	const cases: Array<[why: string, change: Partial<typeof good>, status: number, code: string, words: RegExp]> = [
		['a user name on the forbidden list', withLogin({adminUsername: 'admin'}), 400, 'InvalidParameter', /not allowed/],
		[
			'an ECDSA key',
			withKey(sshPublicKey('ecdsa-sha2-nistp256', Buffer.from('nistp256'), Buffer.alloc(65))),
			400,
			'InvalidParameter',
			/keyData is invalid/,
		],
		[
			'a short RSA key',
			withKey(sshPublicKey('ssh-rsa', Buffer.from([1, 0, 1]), Buffer.alloc(129))),
			400,
			'InvalidParameter',
			/keyData is invalid/,
		],
		[
			'a key path of another user',
			withKey(sshPublicKey('ssh-ed25519', Buffer.alloc(32)), '/home/other/.ssh/authorized_keys'),
			400,
			'InvalidParameter',
			/Destination path/,
		],
		[
			'no key and no password',
			withLogin({linuxConfiguration: {disablePasswordAuthentication: true}}),
			400,
			'InvalidParameter',
			/must be enabled/,
		],
		['custom data that is not base64', withLogin({customData: '#cloud-config'}), 400, 'InvalidParameter', /Base64/],
		[
			'custom data that is too long',
			withLogin({customData: Buffer.alloc(65_536, 'x').toString('base64')}),
			400,
			'InvalidParameter',
			/maximum length/,
		],
		[
			'a size that does not exist',
			{hardwareProfile: {vmSize: 'Standard_D2s_v99'}},
			400,
			'InvalidParameter',
			/not available in the current region/,
		],
		['a restricted size', {hardwareProfile: {vmSize: 'Standard_D2s_v5'}}, 409, 'SkuNotAvailable', /Capacity Restrictions: Standard_D2s_v5/],
		[
			'a family without quota',
			{hardwareProfile: {vmSize: 'Standard_D2ads_v6'}},
			409,
			'OperationNotAllowed',
			/standardDadsv6Family Cores quota.*Current Limit: 0/,
		],
		['an Arm size with an x64 image', {hardwareProfile: {vmSize: 'Standard_D2ps_v6'}}, 400, 'BadRequest', /CPU Architecture/],
		[
			'SCSI on an NVMe size',
			{hardwareProfile: {vmSize: 'Standard_D2as_v6'}, storageProfile: {...good.storageProfile, diskControllerType: 'SCSI'}},
			400,
			'InvalidParameter',
			/cannot boot with OS image or disk/,
		],
		[
			'a Gen1 image on a Gen2 size',
			{hardwareProfile: {vmSize: 'Standard_D2as_v6'}, ...image('server-gen1')},
			400,
			'BadRequest',
			/Hypervisor Generation/,
		],
		['Trusted Launch where the size has none', {hardwareProfile: {vmSize: 'Standard_DC2s_v2'}}, 400, 'BadRequest', /TrustedLaunch/],
		['an image that does not exist', image('server', 'ubuntu-24_05-lts'), 404, 'PlatformImageNotFound', /is not available/],
		['an interface that does not exist', nicAt(`${nic.id}-lost`), 400, 'InvalidResourceReference', /was not found/],
		[
			'a data disk that does not exist',
			withDisk((nic.id ?? '').replace(/Microsoft.Network.*/, 'Microsoft.Compute/disks/lost')),
			404,
			'ResourceNotFound',
			/was not found/,
		],
		['another region than its interface', {location: 'westeurope'}, 400, 'InvalidResourceReference', /same region/],
		['a region that does not exist', {location: 'moonbase'}, 400, 'LocationNotAvailableForResourceType', /moonbase/],
	];
	for (const [why, change, status, code, words] of cases) {
		const refusal = await create(change);
		t.is(refusal.code, code, why);
		t.is(refusal.status, status, why);
		t.regex(refusal.message, words, why);
	}

	t.is((await refusalOf(compute.virtualMachines.get(group, 'wasper-vm'))).code, 'ResourceNotFound', 'nothing was made');
	t.is((await refusalOf(compute.virtualMachines.createOrUpdate(group, 'bad_name!', good, pace))).code, 'InvalidResourceName');
});

test('a network is refused for what does not fit together', async t => {
	const rehearsal = await startRehearsal();
	t.teardown(rehearsal.close);
	const {network, resources} = rehearsal;
	const {vnet} = await makeGround(rehearsal);
	const subnet = {id: vnet.subnets?.[0]?.id ?? ''};
	const address = async (change: object) =>
		refusalOf(network.publicIPAddresses.createOrUpdate(group, 'second', {location: region, ...change}, pace));
	const vnetWith = async (prefix: string, second = '10.1.2.0/24') =>
		refusalOf(
			network.virtualNetworks.createOrUpdate(
				group,
				'other',
				{
					location: region,
					addressSpace: {addressPrefixes: ['10.1.0.0/16']},
					subnets: [
						{name: 'a', addressPrefix: prefix},
						{name: 'b', addressPrefix: second},
					],
				},
				pace,
			),
		);
	const rule = {
		direction: 'Inbound',
		access: 'Allow',
		protocol: 'Tcp',
		sourceAddressPrefix: '*',
		sourcePortRange: '*',
		destinationAddressPrefix: '*',
		destinationPortRange: '22',
	} as const;
	const rules = async (...changes: object[]) =>
		refusalOf(
			network.networkSecurityGroups.createOrUpdate(
				group,
				'other',
				{location: region, securityRules: changes.map((change, index) => ({...rule, name: `r${index}`, priority: 1000, ...change}))},
				pace,
			),
		);

	t.is((await address({})).code, 'IPv4BasicSkuPublicIpCountLimitReached', 'Basic addresses are retired');
	t.regex(
		(await address({sku: {name: 'Standard'}, publicIPAllocationMethod: 'Dynamic'})).message,
		/must have AllocationMethod set to Static/,
	);
	t.is((await vnetWith('10.2.1.0/24')).code, 'NetcfgSubnetRangeOutsideVnet');
	t.is((await vnetWith('10.1.2.128/25')).code, 'NetcfgSubnetRangesOverlap');
	t.is((await vnetWith('10.1.1.0/33')).code, 'InvalidAddressPrefixFormat');
	t.is((await refusalOf(network.virtualNetworks.get(group, 'other'))).code, 'ResourceNotFound', 'a refused network leaves nothing behind');
	t.is((await rules({}, {})).code, 'SecurityRuleConflict');
	t.is((await rules({priority: 99})).code, 'SecurityRuleInvalidPriority');
	t.is((await rules({sourceAddressPrefix: '300.1.1.1/32'})).code, 'SecurityRuleInvalidAddressPrefix');
	t.is((await rules({destinationPortRange: '70000'})).code, 'SecurityRuleInvalidPortRange');
	t.is(
		(
			await refusalOf(
				network.networkInterfaces.createOrUpdate(
					group,
					'lost',
					{location: region, ipConfigurations: [{name: 'c', subnet: {id: `${subnet.id}-lost`}}]},
					pace,
				),
			)
		).code,
		'InvalidResourceReference',
	);
	t.is(
		(
			await refusalOf(
				network.networkInterfaces.createOrUpdate(group, 'far', {location: 'westus2', ipConfigurations: [{name: 'c', subnet}]}, pace),
			)
		).code,
		'InvalidResourceReference',
		'the subnet is in another region',
	);

	await network.publicIPAddresses.createOrUpdate(
		group,
		'second',
		{location: region, sku: {name: 'Standard'}, publicIPAllocationMethod: 'Static'},
		pace,
	);
	t.is(
		(
			await refusalOf(
				network.publicIPAddresses.createOrUpdate(
					group,
					'third',
					{location: region, sku: {name: 'Standard'}, publicIPAllocationMethod: 'Static'},
					pace,
				),
			)
		).code,
		'PublicIPCountLimitReached',
	);
	t.is((await refusalOf(resources.resourceGroups.createOrUpdate(group, {location: 'westus2'}))).code, 'InvalidResourceGroupLocation');
	t.is((await refusalOf(resources.resourceGroups.createOrUpdate('ends-with-dot.', {location: region}))).code, 'InvalidResourceGroup');
	t.is(
		(
			await refusalOf(
				network.virtualNetworks.createOrUpdate(
					'nowhere-rg',
					'v',
					{location: region, addressSpace: {addressPrefixes: ['10.0.0.0/16']}},
					pace,
				),
			)
		).code,
		'ResourceGroupNotFound',
	);
});

test('resources can only be deleted in the right order, and a locked one not at all', async t => {
	const rehearsal = await startRehearsal();
	t.teardown(rehearsal.close);
	const {compute, network, resources} = rehearsal;
	const {nic} = await makeGround(rehearsal);
	await compute.virtualMachines.createOrUpdate(group, 'wasper-vm', machineBody(nic.id ?? ''), pace);
	const code = async (work: PromiseLike<unknown>) => (await refusalOf(work)).code;
	t.is(await code(network.networkInterfaces.delete(group, 'wasper-nic', pace)), 'NicInUse');
	t.is(await code(network.publicIPAddresses.delete(group, 'wasper-ip', pace)), 'PublicIPAddressCannotBeDeleted');
	t.is(await code(network.virtualNetworks.delete(group, 'wasper-vnet', pace)), 'InUseSubnetCannotBeDeleted');
	t.is(await code(network.subnets.delete(group, 'wasper-vnet', 'wasper-subnet', pace)), 'InUseSubnetCannotBeDeleted');
	t.is(await code(network.networkSecurityGroups.delete(group, 'wasper-nsg', pace)), 'InUseNetworkSecurityGroupCannotBeDeleted');
	t.is(await code(compute.disks.delete(group, 'wasper-os-disk', pace)), 'OperationNotAllowed');
	t.is(
		await code(
			network.virtualNetworks.createOrUpdate(
				group,
				'wasper-vnet',
				{location: region, addressSpace: {addressPrefixes: ['10.0.0.0/16']}},
				pace,
			),
		),
		'InUseSubnetCannotBeDeleted',
		'a PUT without the subnet would remove it',
	);

	const lock = `${nic.id}/providers/Microsoft.Authorization/locks/keep`;
	await resources.resources.createOrUpdateById(lock.slice(1), '2020-05-01', {properties: {level: 'CanNotDelete'}});
	t.is(await code(resources.resourceGroups.delete(group, pace)), 'ScopeLocked', 'a lock inside holds the whole group');
	await resources.resources.deleteById(lock.slice(1), '2020-05-01', pace);

	await compute.virtualMachines.delete(group, 'wasper-vm', pace);
	await network.publicIPAddresses.delete(group, 'wasper-ip', pace);
	await network.virtualNetworks.delete(group, 'wasper-vnet', pace);
	await network.networkSecurityGroups.delete(group, 'wasper-nsg', pace);
	await network.networkSecurityGroups.delete(group, 'wasper-nsg', pace);
	t.deepEqual(await Array.fromAsync(resources.resources.listByResourceGroup(group)), []);
});

test("what can't be changed on an existing machine is refused, what can is changed", async t => {
	const rehearsal = await startRehearsal();
	t.teardown(rehearsal.close);
	const {compute} = rehearsal;
	const {nic} = await makeGround(rehearsal);
	const good = machineBody(nic.id ?? '');
	const {virtualMachines} = compute;
	const first = await virtualMachines.createOrUpdate(group, 'wasper-vm', good, pace);
	const put = async (change: Partial<typeof good>) =>
		refusalOf(virtualMachines.createOrUpdate(group, 'wasper-vm', {...good, ...change}, pace));
	for (const change of [
		{zones: ['1']},
		{osProfile: {...good.osProfile, adminUsername: 'somebody'}},
		{osProfile: {...good.osProfile, customData: Buffer.from('other').toString('base64')}},
		{
			storageProfile: {
				...good.storageProfile,
				imageReference: {publisher: 'Canonical', offer: 'ubuntu-22_04-lts', sku: 'server', version: 'latest'},
			},
		},
	]) {
		t.is((await put(change)).code, 'PropertyChangeNotAllowed', JSON.stringify(Object.keys(change)));
	}

	t.is((await put({location: 'westus2'})).code, 'InvalidResourceLocation');
	const second = await virtualMachines.createOrUpdate(group, 'WASPER-VM', good, pace);
	t.is(second.vmId, first.vmId, 'names have no case, and the same PUT makes nothing twice');

	const update = async (size: string) => virtualMachines.update(group, 'wasper-vm', {hardwareProfile: {vmSize: size}}, pace);
	t.is((await refusalOf(update('Standard_D2as_v6'))).code, 'OperationNotAllowed', 'SCSI to NVMe');
	t.is(
		(
			await refusalOf(
				update('Standard_D8as_v5')
					.then(async () => update('Standard_D4as_v5'))
					.then(async () => update('Standard_E2bds_v5'))
					.then(async () => update('Standard_F99')),
			)
		).code,
		'InvalidParameter',
	);
	t.is((await virtualMachines.get(group, 'wasper-vm')).hardwareProfile?.vmSize, 'Standard_E2bds_v5');

	await virtualMachines.deallocate(group, 'wasper-vm', pace);
	t.is(
		(await virtualMachines.get(group, 'wasper-vm', {expand: 'instanceView'})).instanceView?.statuses?.[1]?.code,
		'PowerState/deallocated',
	);
	await virtualMachines.start(group, 'wasper-vm', pace);
	t.is((await virtualMachines.instanceView(group, 'wasper-vm')).vmAgent?.statuses?.[0]?.displayStatus, 'Ready');
	await virtualMachines.powerOff(group, 'wasper-vm', pace);
	t.is((await refusalOf(virtualMachines.restart(group, 'wasper-vm', pace))).code, 'OperationNotAllowed');
});
