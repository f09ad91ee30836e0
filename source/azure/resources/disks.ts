import type {Disk} from '@azure/arm-compute';
import type {Deployment, Placement} from '../../deployment/deployment.ts';
import type {Call} from '../client/call.ts';
import type {Connection} from '../client/connection.ts';
import {runOperation} from '../client/operation.ts';
import {readFacts, type ResourceFacts} from './resource.ts';

export const diskGiB = 128;
/** Nobody downloads the disk by a link. */
const closed = {networkAccessPolicy: 'DenyAll', publicNetworkAccess: 'Disabled'} as const;

export interface DiskFacts extends ResourceFacts {
	gib: number;
	/** `Premium_LRS` */
	sku: string;
	/** Whether anybody with a link or from any network may read it. */
	isPublic: boolean;
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
		const found = await this.#get(deployment, call);
		return found && describe(found);
	}

	async create(deployment: Deployment, call: Call): Promise<DiskFacts> {
		const {choices, tags, names} = deployment;
		return this.#put(deployment, call, `creating the disk ${names.dataDisk}`, {
			location: choices.region,
			tags,
			sku: {name: 'Premium_LRS'},
			diskSizeGB: diskGiB,
			creationData: {createOption: 'Empty'},
			...closed,
		});
	}

	/** Sends a disk that Azure could not finish again, as it is: also with another size or tier than ours. */
	async repair(deployment: Deployment, call: Call): Promise<DiskFacts> {
		const found = await this.#get(deployment, call);
		return found ? this.#put(deployment, call, `repairing the disk ${deployment.names.dataDisk}`, found) : this.create(deployment, call);
	}

	/** Closes the disk to the network; the machine that it is attached to does not notice. */
	async close(deployment: Deployment, call: Call): Promise<void> {
		const found = await this.#get(deployment, call);
		if (found) {
			await this.#put(deployment, call, `closing the disk ${deployment.names.dataDisk} to the network`, {...found, ...closed});
		}
	}

	/** Deletes the disk and all data on it. */
	async remove(deployment: Placement, call: Call): Promise<void> {
		const {clients, caller} = this.#connection;
		const {group, dataDisk} = deployment.names;
		const sdk = await clients.compute();
		await runOperation(caller, `deleting the disk ${dataDisk}`, call, options => sdk.disks.delete(group, dataDisk, options));
	}

	async #get({names}: Placement, call: Call): Promise<Disk | undefined> {
		const {clients, caller} = this.#connection;
		const {group, dataDisk} = names;
		const sdk = await clients.compute();
		return caller.find(`reading the disk ${dataDisk}`, call, async options => sdk.disks.get(group, dataDisk, options));
	}

	async #put({names}: Deployment, call: Call, doing: string, body: Disk): Promise<DiskFacts> {
		const {clients, caller} = this.#connection;
		const {group, dataDisk} = names;
		const sdk = await clients.compute();
		return describe(await runOperation(caller, doing, call, options => sdk.disks.createOrUpdate(group, dataDisk, body, options)));
	}
}

function describe(disk: Disk): DiskFacts {
	return {
		...readFacts(disk),
		gib: disk.diskSizeGB ?? 0,
		sku: disk.sku?.name ?? '',
		isPublic: disk.publicNetworkAccess === 'Enabled' || disk.networkAccessPolicy === 'AllowAll',
		...(disk.managedBy ? {attachedTo: disk.managedBy} : {}),
	};
}
