import type {OperationState, PollerLike} from '@azure/core-lro';
import type {ComputeManagementClient, VirtualMachine, VirtualMachineUpdate} from '@azure/arm-compute';
import type {Deployment, Placement} from '../../deployment/deployment.ts';
import type {Call} from '../client/call.ts';
import type {Connection} from '../client/connection.ts';
import {type OperationOptions, runOperation} from '../client/operation.ts';
import {attachedDataDisk, bootDiagnostics, freeLun, machineBody} from './machine-body.ts';
import {describeMachine, type MachineFacts} from './machine-facts.ts';
import {sameId} from './resource.ts';

/** The machine. */
export class Machines {
	readonly #connection: Connection;

	constructor(connection: Connection) {
		this.#connection = connection;
	}

	async find(deployment: Pick<Placement, 'names'>, call: Call): Promise<MachineFacts | undefined> {
		const found = await this.#get(deployment, call);
		return found && describeMachine(found);
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

	/**
	 * Attaches the data disk at the first free LUN, beside the disks that are attached already.
	 * A PATCH, because the SDK cannot read the empty answer with which Azure may end `attachDetachDataDisks`.
	 */
	async attachDataDisk(deployment: Deployment, call: Call): Promise<void> {
		const found = await this.#get(deployment, call);
		const attached = found?.storageProfile?.dataDisks ?? [];
		const dataDisks = [...attached, attachedDataDisk(deployment, freeLun(attached.map(({lun}) => lun)))];
		await this.#operate('attaching the data disk to', deployment, call, (sdk, group, machine, options) =>
			sdk.virtualMachines.update(group, machine, {storageProfile: {dataDisks}}, options),
		);
	}

	/** Has Azure keep the machine's console log. */
	async enableBootDiagnostics(deployment: Placement, call: Call): Promise<void> {
		await this.#operate('turning on the boot diagnostics of', deployment, call, (sdk, group, machine, options) =>
			sdk.virtualMachines.update(group, machine, {diagnosticsProfile: bootDiagnostics}, options),
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

	/** Has Azure keep these disks and interfaces when it deletes the machine. */
	async keepWhenDeleted(deployment: Placement, ids: readonly string[], call: Call): Promise<void> {
		const found = await this.#get(deployment, call);
		if (!found) {
			return;
		}

		const {storageProfile, networkProfile} = found;
		const {osDisk, dataDisks} = storageProfile ?? {};
		const keep = <T extends object>(id: string | undefined, part: T): T =>
			ids.some(kept => sameId(kept, id)) ? {...part, deleteOption: 'Detach'} : part;
		// A PATCH replaces each list that it names, so all of it is sent back as it was read.
		const change: VirtualMachineUpdate = {
			storageProfile: {
				...(osDisk && {osDisk: keep(osDisk.managedDisk?.id, osDisk)}),
				...(dataDisks && {dataDisks: dataDisks.map(disk => keep(disk.managedDisk?.id, disk))}),
			},
			...(networkProfile?.networkInterfaces && {
				networkProfile: {...networkProfile, networkInterfaces: networkProfile.networkInterfaces.map(one => keep(one.id, one))},
			}),
		};
		await this.#operate('changing what is deleted with', deployment, call, (sdk, group, machine, options) =>
			sdk.virtualMachines.update(group, machine, change, options),
		);
	}

	/** Deletes the machine with what Azure deletes along with it: its OS disk and its interface. */
	async remove(deployment: Placement, call: Call): Promise<void> {
		await this.#operate('deleting', deployment, call, (sdk, group, machine, options) =>
			sdk.virtualMachines.delete(group, machine, options),
		);
	}

	async #get(deployment: Pick<Placement, 'names'>, call: Call): Promise<VirtualMachine | undefined> {
		const {clients, caller} = this.#connection;
		const {group, machine} = deployment.names;
		const sdk = await clients.compute();
		return caller.find(`reading the machine ${machine}`, call, async options =>
			sdk.virtualMachines.get(group, machine, {...options, expand: 'instanceView'}),
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
