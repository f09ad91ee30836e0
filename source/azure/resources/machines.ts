import type {OperationState, PollerLike} from '@azure/core-lro';
import type {AttachDetachDataDisksRequest, ComputeManagementClient, VirtualMachine} from '@azure/arm-compute';
import type {Deployment, Placement} from '../../deployment/deployment.ts';
import type {Call} from '../client/call.ts';
import type {Connection} from '../client/connection.ts';
import {dataDiskSlot, diskController, machineBody} from './machine-body.ts';
import {type OperationOptions, runOperation} from '../client/operation.ts';
import {idsOf, readFacts, type ResourceFacts} from './resource.ts';

export interface MachineFacts extends ResourceFacts {
	/** `Standard_D2as_v5` */
	size: string;
	/** `running`, `deallocated`, `stopped`, `starting` …; absent before the first start. */
	power?: string;
	/** `ubuntu-24_04-lts` */
	imageOffer: string;
	diskController: 'SCSI' | 'NVMe';
	dataDiskIds: string[];
	interfaceIds: string[];
	/** Public keys that Azure gave to its administrator, `ssh-ed25519 AAAA… comment`. */
	authorizedKeys: string[];
	/** `Premium_LRS`; absent while the machine is deallocated. */
	osDiskSku?: string;
	/** Whether Azure ever created its OS disk; a machine without one never ran. */
	hasOsDisk: boolean;
	/** Azure's last words about it: why it failed. */
	problem?: string;
}

/** The machine. */
export class Machines {
	readonly #connection: Connection;

	constructor(connection: Connection) {
		this.#connection = connection;
	}

	async find(deployment: Pick<Placement, 'names'>, call: Call): Promise<MachineFacts | undefined> {
		const {clients, caller} = this.#connection;
		const {group, machine} = deployment.names;
		const sdk = await clients.compute();
		const found = await caller.find(`reading the machine ${machine}`, call, async options =>
			sdk.virtualMachines.get(group, machine, {...options, expand: 'instanceView'}),
		);
		return found && describe(found);
	}

	async create(deployment: Deployment, call: Call): Promise<void> {
		const body = machineBody(deployment);
		await this.#operate('creating', deployment, call, (sdk, group, machine, options) =>
			sdk.virtualMachines.createOrUpdate(group, machine, body, options),
		);
	}

	/** Starts a stopped or deallocated machine. */
	async start(deployment: Pick<Placement, 'names'>, call: Call): Promise<void> {
		await this.#operate('starting', deployment, call, (sdk, group, machine, options) => sdk.virtualMachines.start(group, machine, options));
	}

	/** Stops the machine and gives its hardware back: from then on it costs its disks and its address only. */
	async deallocate(deployment: Pick<Placement, 'names'>, call: Call): Promise<void> {
		await this.#operate('stopping', deployment, call, (sdk, group, machine, options) =>
			sdk.virtualMachines.deallocate(group, machine, options),
		);
	}

	/** Has Azure bring a failed machine back to its own description. */
	async reapply(deployment: Deployment, call: Call): Promise<void> {
		await this.#operate('repairing', deployment, call, (sdk, group, machine, options) =>
			sdk.virtualMachines.reapply(group, machine, options),
		);
	}

	/** Attaches the data disk to the running machine. */
	async attachDataDisk(deployment: Deployment, call: Call): Promise<void> {
		const {disk} = idsOf(deployment);
		const request: AttachDetachDataDisksRequest = {
			dataDisksToAttach: [{diskId: disk, lun: dataDiskSlot, caching: 'None', deleteOption: 'Detach'}],
		};
		await this.#operate('attaching the data disk to', deployment, call, (sdk, group, machine, options) =>
			sdk.virtualMachines.attachDetachDataDisks(group, machine, request, options),
		);
	}

	/** Gives the machine the deployment's size: stops it, changes it, starts it. */
	async resize(deployment: Deployment, call: Call): Promise<void> {
		const change = {hardwareProfile: {vmSize: deployment.size.name}};
		await this.deallocate(deployment, call);
		await this.#operate('resizing', deployment, call, (sdk, group, machine, options) =>
			sdk.virtualMachines.update(group, machine, change, options),
		);
		await this.start(deployment, call);
	}

	/** Deletes the machine with its OS disk and interface; the data disk and the address stay. */
	async remove(deployment: Placement, call: Call): Promise<void> {
		await this.#operate('deleting', deployment, call, (sdk, group, machine, options) =>
			sdk.virtualMachines.delete(group, machine, options),
		);
	}

	async #operate<T>(
		verb: string,
		deployment: Pick<Placement, 'names'>,
		call: Call,
		start: (sdk: ComputeManagementClient, group: string, machine: string, options: OperationOptions) => PollerLike<OperationState<T>, T>,
	): Promise<void> {
		const {clients, caller} = this.#connection;
		const {group, machine} = deployment.names;
		const sdk = await clients.compute();
		await runOperation(caller, `${verb} the machine ${machine}`, call, options => start(sdk, group, machine, options));
	}
}

/** Whether the deployment's size boots from the same disk bus as the machine does now. */
export function canTakeSize(machine: MachineFacts, deployment: Deployment): boolean {
	return machine.diskController === diskController(deployment.size);
}

function describe(machine: VirtualMachine): MachineFacts {
	const {storageProfile, hardwareProfile, networkProfile, osProfile, instanceView} = machine;
	const osDiskSku = storageProfile?.osDisk?.managedDisk?.storageAccountType;
	const statuses = instanceView?.statuses ?? [];
	const power = statuses.find(({code}) => code?.startsWith('PowerState/'))?.code?.split('/')[1];
	const problem = statuses.find(({code}) => code?.startsWith('ProvisioningState/failed'))?.message;
	return {
		...readFacts(machine),
		size: hardwareProfile?.vmSize ?? '',
		imageOffer: storageProfile?.imageReference?.offer ?? '',
		diskController: storageProfile?.diskControllerType === 'NVMe' ? 'NVMe' : 'SCSI',
		dataDiskIds: (storageProfile?.dataDisks ?? []).flatMap(disk => disk.managedDisk?.id ?? []),
		interfaceIds: (networkProfile?.networkInterfaces ?? []).flatMap(({id}) => id ?? []),
		authorizedKeys: (osProfile?.linuxConfiguration?.ssh?.publicKeys ?? []).flatMap(({keyData}) => keyData ?? []),
		...(osDiskSku ? {osDiskSku} : {}),
		hasOsDisk: storageProfile?.osDisk?.managedDisk?.id !== undefined,
		...(power ? {power} : {}),
		...(problem ? {problem} : {}),
	};
}
