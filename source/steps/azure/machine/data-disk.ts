import type {AttachedDisk, MachineFacts} from '../../../azure/resources/machine-facts.ts';
import {idsOf, sameId} from '../../../azure/resources/resource.ts';
import type {Placement} from '../../../deployment/deployment.ts';
import type {Fault} from '../fault.ts';
import {lastName} from '../resource-name.ts';
import {describeMachine} from './describe.ts';

/** Our data disk as it is attached to the machine; undefined when it is not. */
export function ownDataDisk(wanted: Placement, {dataDisks}: Pick<MachineFacts, 'dataDisks'>): AttachedDisk | undefined {
	return dataDisks.find(({id}) => sameId(id, idsOf(wanted).disk));
}

/** The data disk is detached. Disks that others attached stay where they are. */
export const detachedFault: Fault<MachineFacts> = {
	code: 'azure.machine.data-disk',
	detect: (wanted, found) => found.hasOsDisk && !ownDataDisk(wanted, found),
	explain: (wanted, found) => ({
		state: 'drifted',
		evidence: describeMachine(wanted, found),
		changes: [{property: 'data disk', to: wanted.names.dataDisk}],
		cause: `The data disk ${wanted.names.dataDisk} is not attached${describeOthers(found)}.`,
		fix: 'Attaches it.',
	}),
	repair: async context => context.gateways.azure.machines.attachDataDisk(context.deployment, context),
};

/** Azure would delete the data disk with the machine. */
export const deletedWithMachineFault: Fault<MachineFacts> = {
	code: 'azure.machine.data-disk-deletion',
	detect: (wanted, found) => ownDataDisk(wanted, found)?.deletedWithMachine === true,
	explain: (wanted, found) => ({
		state: 'drifted',
		evidence: describeMachine(wanted, found),
		changes: [{property: `${wanted.names.dataDisk} when the virtual machine is deleted`, from: 'delete', to: 'keep'}],
		cause: `Azure would delete the data disk ${wanted.names.dataDisk} with it.`,
		fix: 'Has Azure keep it.',
	}),
	repair: async context => context.gateways.azure.machines.keepWhenDeleted(context.deployment, [idsOf(context.deployment).disk], context),
};

/** `; theirs is attached at LUN 0` */
function describeOthers({dataDisks}: MachineFacts): string {
	return dataDisks.map(({id, lun}) => `; ${lastName(id)} is attached at LUN ${lun}`).join('');
}
