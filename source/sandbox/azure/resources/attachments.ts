import type {Cloud, Stored} from '../cloud.ts';
import {sameId} from '../identifiers.ts';
import {all} from './kind.ts';
import type {MachineProperties} from './machine-model.ts';

/** The part of a network interface that refers to other resources. */
interface InterfaceReferences {
	ipConfigurations: Array<{name: string; properties: {subnet: {id: string}; publicIPAddress?: {id: string} | undefined}}>;
	networkSecurityGroup?: {id: string} | undefined;
}

/** The machine that uses this interface or disk. Machines say what they use; nothing is written twice. */
export function machineUsing(cloud: Cloud, id: string): Stored<MachineProperties> | undefined {
	return all<MachineProperties>(cloud, 'Microsoft.Compute/virtualMachines').find(({properties}) => {
		const {networkProfile, storageProfile} = properties;
		const disks = [storageProfile.osDisk, ...storageProfile.dataDisks].map(disk => disk.managedDisk?.id);
		return [...networkProfile.networkInterfaces.map(reference => reference.id), ...disks].some(used => used && sameId(used, id));
	});
}

/** Interfaces that refer to this subnet, address or security group. */
export function interfacesUsing(cloud: Cloud, id: string): Array<Stored<InterfaceReferences>> {
	return all<InterfaceReferences>(cloud, 'Microsoft.Network/networkInterfaces').filter(({properties}) => {
		const references = properties.ipConfigurations.flatMap(({properties: {subnet, publicIPAddress}}) => [subnet.id, publicIPAddress?.id]);
		return [...references, properties.networkSecurityGroup?.id].some(used => used && sameId(used, id));
	});
}
