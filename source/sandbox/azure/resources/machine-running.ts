import type {Cloud, RunningMachine, Stored} from '../cloud.ts';
import {all, find, store} from './kind.ts';
import type {MachineProperties, Power} from './machine-model.ts';
import {interfaceType, type InterfaceProperties} from './network-interfaces.ts';
import {addressType, type AddressProperties} from './public-addresses.ts';

export const machineType = 'Microsoft.Compute/virtualMachines';

/** The machine as its host needs it; nothing without a public address, for then nobody outside can tell whether it runs. */
function hostOf(cloud: Cloud, {id, properties}: Stored<MachineProperties>): RunningMachine | undefined {
	const {osProfile, networkProfile, storageProfile} = properties;
	const interfaces = networkProfile.networkInterfaces.map(reference => find<InterfaceProperties>(cloud, interfaceType, reference.id));
	const addressId = interfaces.flatMap(nic => nic?.properties.ipConfigurations ?? []).find(row => row.properties.publicIPAddress)
		?.properties.publicIPAddress?.id;
	const address = addressId && find<AddressProperties>(cloud, addressType, addressId)?.properties.ipAddress;
	if (!address) {
		return undefined;
	}

	const dataDisks = storageProfile.dataDisks.flatMap(({lun, managedDisk}) => (managedDisk?.id ? [[`lun${lun}`, managedDisk.id]] : []));
	return {
		id,
		address,
		customData: Buffer.from(osProfile.customData ?? '', 'base64').toString('utf8'),
		adminUser: osProfile.adminUsername,
		authorizedKeys: osProfile.linuxConfiguration?.ssh?.publicKeys.map(key => key.keyData.trim()) ?? [],
		dataDisks: Object.fromEntries(dataDisks) as Record<string, string>,
	};
}

/** Writes a machine's power state and tells the host of every change between answering and silence. */
export function setPower(cloud: Cloud, machine: Stored<MachineProperties>, power: Power): Stored<MachineProperties> {
	const before = machine.properties.power;
	const stored = store<MachineProperties>(cloud, {...machine, properties: {...machine.properties, power}});
	if (power === 'running' && before !== 'running') {
		announce(cloud, stored);
	} else if (before === 'running' && power !== 'running') {
		cloud.options.onMachineGone({id: stored.id});
	}

	return stored;
}

/** Tells the host of a running machine, also again when its disks have changed. */
export function announce(cloud: Cloud, machine: Stored<MachineProperties>): void {
	const host = hostOf(cloud, machine);
	if (host) {
		cloud.options.onMachineRunning(host);
	}
}

/** Announces the machines that an earlier process left running. */
export function announceRunning(cloud: Cloud): void {
	for (const machine of all<MachineProperties>(cloud, machineType)) {
		if (machine.properties.power === 'running') {
			announce(cloud, machine);
		}
	}
}
