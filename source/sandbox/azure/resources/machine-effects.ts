import type {Cloud, Stored, Effect} from '../cloud.ts';
import type {Operation} from '../operations.ts';
import {endWrite, find} from './kind.ts';
import {disksChanged} from './machine-changes.ts';
import type {MachineProperties} from './machine-model.ts';
import {powerEffects} from './machine-power.ts';
import {announce, machineType, setPower} from './machine-running.ts';
import {interfaceType, type InterfaceProperties} from './network-interfaces.ts';

/** What the ends of a machine's operations do. */
export const machineEffects: Record<string, Effect> = {
	...powerEffects,
	[`${machineType} create`]: endCreation,
	[`${machineType} update`]: endUpdate,
	[`${machineType} delete`]: endDeletion,
};

function endCreation(cloud: Cloud, operation: Operation): undefined {
	const machine = find<MachineProperties>(cloud, machineType, operation.resource);
	if (operation.error) {
		// A machine that could not be made stays, Failed, and holds on to its interface and disks.
		endWrite(cloud, operation);
	} else if (machine) {
		setPower(cloud, {...machine, provisioningState: 'Succeeded'}, 'running');
	}
}

function endUpdate(cloud: Cloud, operation: Operation): undefined {
	endWrite(cloud, operation);
	const machine = find<MachineProperties>(cloud, machineType, operation.resource);
	if (machine?.properties.power === 'starting' && !operation.error) {
		setPower(cloud, machine, 'running');
	} else if (machine?.properties.power === 'running' && operation.input === disksChanged && !operation.error) {
		announce(cloud, machine);
	}
}

function endDeletion(cloud: Cloud, operation: Operation): undefined {
	const machine = find<MachineProperties>(cloud, machineType, operation.resource);
	if (!machine || operation.error) {
		endWrite(cloud, operation);
		return;
	}

	cloud.remove(machine.id);
	removeCompanions(cloud, machine);
}

/** What goes with a machine is what was marked `Delete`; everything else stays. */
function removeCompanions(cloud: Cloud, {properties}: Stored<MachineProperties>): void {
	const {storageProfile, networkProfile} = properties;
	for (const disk of [storageProfile.osDisk, ...storageProfile.dataDisks]) {
		if (disk.deleteOption === 'Delete' && disk.managedDisk?.id) {
			cloud.remove(disk.managedDisk.id);
		}
	}

	for (const reference of networkProfile.networkInterfaces) {
		if (reference.properties?.deleteOption !== 'Delete') {
			continue;
		}

		const nic = find<InterfaceProperties>(cloud, interfaceType, reference.id);
		cloud.remove(reference.id);
		for (const {properties: configuration} of nic?.properties.ipConfigurations ?? []) {
			const address = configuration.publicIPAddress;
			if (address?.properties?.deleteOption === 'Delete') {
				cloud.remove(address.id);
			}
		}
	}
}
