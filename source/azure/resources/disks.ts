import type {Disk} from '@azure/arm-compute';
import type {Deployment, Placement} from '../../deployment/deployment.ts';
import type {Call} from '../client/call.ts';
import type {Connection} from '../client/connection.ts';
import {runOperation} from '../client/operation.ts';
import {readFacts, type ResourceFacts} from './resource.ts';

export const diskGiB = 128;

export interface DiskFacts extends ResourceFacts {
	gib: number;
	/** `Premium_LRS` */
	sku: string;
	/** Id of the machine that it is attached to. */
	attachedTo?: string;
}

/** The data disk, which outlives every machine. */
export class Disks {
	readonly #connection: Connection;

	constructor(connection: Connection) {
		this.#connection = connection;
	}

	async find(deployment: Placement, call: Call): Promise<DiskFacts | undefined> {
		const {clients, caller} = this.#connection;
		const {group, dataDisk} = deployment.names;
		const sdk = await clients.compute();
		const found = await caller.find(`reading the disk ${dataDisk}`, call, async options => sdk.disks.get(group, dataDisk, options));
		return found && describe(found);
	}

	async create(deployment: Deployment, call: Call): Promise<DiskFacts> {
		const {clients, caller} = this.#connection;
		const {choices, tags, names} = deployment;
		const sdk = await clients.compute();
		const body: Disk = {
			location: choices.region,
			tags,
			sku: {name: 'Premium_LRS'},
			diskSizeGB: diskGiB,
			creationData: {createOption: 'Empty'},
			// Nobody downloads this disk by a link.
			networkAccessPolicy: 'DenyAll',
			publicNetworkAccess: 'Disabled',
		};
		const made = await runOperation(caller, `creating the disk ${names.dataDisk}`, call, options =>
			sdk.disks.createOrUpdate(names.group, names.dataDisk, body, options),
		);
		return describe(made);
	}

	/** Deletes the disk and all data on it. */
	async remove(deployment: Placement, call: Call): Promise<void> {
		const {clients, caller} = this.#connection;
		const {group, dataDisk} = deployment.names;
		const sdk = await clients.compute();
		await runOperation(caller, `deleting the disk ${dataDisk}`, call, options => sdk.disks.delete(group, dataDisk, options));
	}
}

function describe(disk: Disk): DiskFacts {
	return {
		...readFacts(disk),
		gib: disk.diskSizeGB ?? 0,
		sku: disk.sku?.name ?? '',
		...(disk.managedBy ? {attachedTo: disk.managedBy} : {}),
	};
}
