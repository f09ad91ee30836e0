import type {VirtualMachine} from '@azure/arm-compute';
import type {Deployment} from '../../deployment/deployment.ts';
import {diskController} from './machine-body.ts';
import {readFacts, type ResourceFacts} from './resource.ts';

/** A resource that is attached to the machine. */
export interface Attachment {
	id: string;
	/** Whether Azure deletes it with the machine. */
	deletedWithMachine: boolean;
}

export interface AttachedDisk extends Attachment {
	lun: number;
	/** `None`, `ReadOnly`, `ReadWrite` */
	caching: string;
}

export interface MachineFacts extends ResourceFacts {
	/** `Standard_D2as_v5` */
	size: string;
	/** `running`, `deallocated`, `stopped`, `starting` …; absent before the first start. */
	power?: string;
	/** `ubuntu-24_04-lts` */
	imageOffer: string;
	diskController: 'SCSI' | 'NVMe';
	/** Absent until Azure has made it. */
	osDisk?: Attachment;
	dataDisks: AttachedDisk[];
	interfaces: Attachment[];
	/** Public keys that Azure gave to its administrator, `ssh-ed25519 AAAA… comment`. */
	authorizedKeys: string[];
	/** `Premium_LRS`; absent while the machine is deallocated. */
	osDiskSku?: string;
	/** Whether Azure ever created its OS disk; a machine without one never ran. */
	hasOsDisk: boolean;
	/** Whether Azure keeps its console's log. */
	bootDiagnostics: boolean;
	/** Azure's last words about it: why it failed. */
	problem?: string;
}

/** The facts of a machine that was read with its instance view. */
export function describeMachine(machine: VirtualMachine): MachineFacts {
	const {storageProfile, hardwareProfile, networkProfile, osProfile, instanceView} = machine;
	const osDisk = storageProfile?.osDisk;
	const osDiskSku = osDisk?.managedDisk?.storageAccountType;
	const osDiskId = osDisk?.managedDisk?.id;
	const statuses = instanceView?.statuses ?? [];
	const power = statuses.find(({code}) => code?.startsWith('PowerState/'))?.code?.split('/')[1];
	const problem = statuses.find(({code}) => code?.startsWith('ProvisioningState/failed'))?.message;
	return {
		...readFacts(machine),
		size: hardwareProfile?.vmSize ?? '',
		imageOffer: storageProfile?.imageReference?.offer ?? '',
		diskController: storageProfile?.diskControllerType === 'NVMe' ? 'NVMe' : 'SCSI',
		...(osDiskId !== undefined && {osDisk: attachment(osDiskId, osDisk?.deleteOption)}),
		dataDisks: (storageProfile?.dataDisks ?? []).flatMap(({managedDisk, lun, caching = 'None', deleteOption}) =>
			managedDisk?.id ? [{...attachment(managedDisk.id, deleteOption), lun, caching}] : [],
		),
		interfaces: (networkProfile?.networkInterfaces ?? []).flatMap(({id, deleteOption}) => (id ? [attachment(id, deleteOption)] : [])),
		authorizedKeys: (osProfile?.linuxConfiguration?.ssh?.publicKeys ?? []).flatMap(({keyData}) => keyData ?? []),
		...(osDiskSku ? {osDiskSku} : {}),
		hasOsDisk: osDiskId !== undefined,
		bootDiagnostics: machine.diagnosticsProfile?.bootDiagnostics?.enabled === true,
		...(power ? {power} : {}),
		...(problem ? {problem} : {}),
	};
}

/** Whether the deployment's size boots from the same disk bus as the machine does now. */
export function canTakeSize(machine: MachineFacts, deployment: Deployment): boolean {
	return machine.diskController === diskController(deployment.size);
}

function attachment(id: string, deleteOption: string | undefined): Attachment {
	return {id, deletedWithMachine: deleteOption === 'Delete'};
}
