import type {PublicIPAddress} from '@azure/arm-network';
import type {Deployment, Placement} from '../../deployment/deployment.ts';
import type {Call} from '../client/call.ts';
import type {Connection} from '../client/connection.ts';
import {runOperation} from '../client/operation.ts';
import {readFacts, type ResourceFacts} from './resource.ts';

export const usualIdleMinutes = 4;

export interface AddressFacts extends ResourceFacts {
	/** Dotted IPv4; absent until Azure has given one. */
	ip?: string;
	/** Whether the address is Standard, static and IPv4, as it must be to stay the same. */
	lasting: boolean;
	/** Minutes after which Azure forgets an idle connection. */
	idleMinutes: number;
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
		const found = await this.#get(deployment, call);
		return found && describe(found);
	}

	async create(deployment: Deployment, call: Call): Promise<AddressFacts> {
		const {choices, tags, names} = deployment;
		return this.#put(deployment, call, `creating the address ${names.address}`, {
			location: choices.region,
			tags,
			sku: {name: 'Standard', tier: 'Regional'},
			publicIPAllocationMethod: 'Static',
			publicIPAddressVersion: 'IPv4',
		});
	}

	/** Sends an address that Azure could not finish again, as it is. */
	async repair(deployment: Deployment, call: Call): Promise<AddressFacts> {
		const found = await this.#get(deployment, call);
		return found ? this.#put(deployment, call, `repairing the address ${deployment.names.address}`, found) : this.create(deployment, call);
	}

	async remove(deployment: Placement, call: Call): Promise<void> {
		const {clients, caller} = this.#connection;
		const {group, address} = deployment.names;
		const sdk = await clients.network();
		await runOperation(caller, `releasing the address ${address}`, call, options => sdk.publicIPAddresses.delete(group, address, options));
	}

	async #get({names}: Pick<Placement, 'names'>, call: Call): Promise<PublicIPAddress | undefined> {
		const {clients, caller} = this.#connection;
		const {group, address} = names;
		const sdk = await clients.network();
		return caller.find(`reading the address ${address}`, call, async options => sdk.publicIPAddresses.get(group, address, options));
	}

	async #put({names}: Deployment, call: Call, doing: string, body: PublicIPAddress): Promise<AddressFacts> {
		const {clients, caller} = this.#connection;
		const {group, address} = names;
		const sdk = await clients.network();
		return describe(
			await runOperation(caller, doing, call, options => sdk.publicIPAddresses.createOrUpdate(group, address, body, options)),
		);
	}
}

function describe(address: PublicIPAddress): AddressFacts {
	const usedBy = address.ipConfiguration?.id;
	return {
		...readFacts(address),
		idleMinutes: address.idleTimeoutInMinutes ?? usualIdleMinutes,
		lasting: address.sku?.name === 'Standard' && address.publicIPAllocationMethod === 'Static' && address.publicIPAddressVersion !== 'IPv6',
		...(address.ipAddress ? {ip: address.ipAddress} : {}),
		...(usedBy ? {usedBy} : {}),
	};
}
