import type {PublicIPAddress} from '@azure/arm-network';
import type {Deployment, Placement} from '../../deployment/deployment.ts';
import type {Call} from '../client/call.ts';
import type {Connection} from '../client/connection.ts';
import {runOperation} from '../client/operation.ts';
import {readFacts, type ResourceFacts} from './resource.ts';

export interface AddressFacts extends ResourceFacts {
	/** Dotted IPv4; absent until Azure has given one. */
	ip?: string;
	/** Whether the address is Standard, static and IPv4, as it must be to stay the same. */
	lasting: boolean;
	/** Id of the IP configuration of the interface that uses it. */
	usedBy?: string;
}

/** Public addresses. */
export class Addresses {
	readonly #connection: Connection;

	constructor(connection: Connection) {
		this.#connection = connection;
	}

	async find(deployment: Pick<Placement, 'names'>, call: Call): Promise<AddressFacts | undefined> {
		const {clients, caller} = this.#connection;
		const {group, address} = deployment.names;
		const sdk = await clients.network();
		const found = await caller.find(`reading the address ${address}`, call, async options =>
			sdk.publicIPAddresses.get(group, address, options),
		);
		return found && describe(found);
	}

	/** Creates the address, or sends an unfinished one again. */
	async create(deployment: Deployment, call: Call): Promise<AddressFacts> {
		const {clients, caller} = this.#connection;
		const {choices, tags, names} = deployment;
		const sdk = await clients.network();
		const body: PublicIPAddress = {
			location: choices.region,
			tags,
			sku: {name: 'Standard', tier: 'Regional'},
			publicIPAllocationMethod: 'Static',
			publicIPAddressVersion: 'IPv4',
		};
		const made = await runOperation(caller, `creating the address ${names.address}`, call, options =>
			sdk.publicIPAddresses.createOrUpdate(names.group, names.address, body, options),
		);
		return describe(made);
	}

	async remove(deployment: Placement, call: Call): Promise<void> {
		const {clients, caller} = this.#connection;
		const {group, address} = deployment.names;
		const sdk = await clients.network();
		await runOperation(caller, `releasing the address ${address}`, call, options => sdk.publicIPAddresses.delete(group, address, options));
	}
}

function describe(address: PublicIPAddress): AddressFacts {
	const usedBy = address.ipConfiguration?.id;
	return {
		...readFacts(address),
		lasting: address.sku?.name === 'Standard' && address.publicIPAllocationMethod === 'Static' && address.publicIPAddressVersion !== 'IPv6',
		...(address.ipAddress ? {ip: address.ipAddress} : {}),
		...(usedBy ? {usedBy} : {}),
	};
}
