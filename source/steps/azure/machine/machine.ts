import {kinds} from '../../../azure/kinds.ts';
import {lunSetting} from '../../../azure/resources/machine-body.ts';
import type {MachineFacts} from '../../../azure/resources/machine-facts.ts';
import {idsOf} from '../../../azure/resources/resource.ts';
import {hostKeyTag} from '../../../deployment/tags.ts';
import type {Machine} from '../../machine.ts';
import {dataDisk} from '../disk.ts';
import {networkInterface} from '../interface.ts';
import {resourceStep} from '../resource-step.ts';
import {stepKind} from '../step-kind.ts';
import {attachedFromOutside} from '../attached.ts';
import {deleteMachine} from './delete.ts';
import {describeMachine} from './describe.ts';
import {ownDataDisk} from './data-disk.ts';
import {machineFaults} from './faults.ts';

/** The virtual machine, which gives the machine's identity. */
export function machineStep(machine: Machine) {
	return resourceStep({
		...stepKind('machine', machine),
		needs: {interface: networkInterface(machine), disk: dataDisk(machine)},
		gives: machine.identity,
		gateway: azure => azure.machines,
		faults: machineFaults,
		describe: describeMachine,
		create: async context => context.gateways.azure.machines.create(context.deployment, context),
		/** A machine that runs can be asked over SSH, whatever else is wrong with it. */
		result(wanted, found: MachineFacts) {
			const hostKey = found.tags[hostKeyTag];
			const isReachable = found.power === 'running' && found.provisioningState !== 'Failed';
			const disk = ownDataDisk(wanted, found);
			const setting = disk && lunSetting(disk.lun);
			return hostKey === undefined || !isReachable
				? undefined
				: {hostKey, user: wanted.adminUser, ...(setting !== undefined && {dataDisk: setting})};
		},
		owned: (placement, found) => ({
			others: [
				...(found.hasOsDisk ? [{id: idsOf(placement).osDisk, kind: kinds.osDisk.title, name: placement.names.osDisk}] : []),
				...attachedFromOutside(placement, 'disk', [...(found.osDisk ? [found.osDisk] : []), ...found.dataDisks], found.name),
				...attachedFromOutside(placement, kinds.interface.title, found.interfaces, found.name),
			],
		}),
		remove: deleteMachine,
	});
}
