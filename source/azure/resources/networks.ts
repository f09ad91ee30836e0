import type {VirtualNetwork} from '@azure/arm-network';
import type {Deployment, Placement} from '../../deployment/deployment.ts';
import type {Call} from '../client/call.ts';
import type {Connection} from '../client/connection.ts';
import {runOperation} from '../client/operation.ts';
import {readFacts, type ResourceFacts} from './resource.ts';

export const networkPrefix = '10.0.0.0/16';
export const subnetPrefix = '10.0.1.0/24';

export interface NetworkFacts extends ResourceFacts {
	addressPrefixes: string[];
	subnets: Array<{id: string; name: string; addressPrefixes: string[]}>;
}

/** Virtual networks with the one subnet of the machines. */
export class Networks {
	readonly #connection: Connection;

	constructor(connection: Connection) {
		this.#connection = connection;
	}

	async find(deployment: Placement, call: Call): Promise<NetworkFacts | undefined> {
		const found = await this.#get(deployment, call);
		return found && describe(found);
	}

	async create(deployment: Deployment, call: Call): Promise<NetworkFacts> {
		const {choices, tags, names} = deployment;
		return this.#put(deployment, call, `creating the network ${names.network}`, {
			location: choices.region,
			tags,
			addressSpace: {addressPrefixes: [networkPrefix]},
			subnets: [{name: names.subnet, addressPrefix: subnetPrefix}],
		});
	}

	/** Adds the subnet where it is missing; the network's other subnets and settings stay. */
	async repair(deployment: Deployment, call: Call): Promise<NetworkFacts> {
		const {names} = deployment;
		const found = await this.#get(deployment, call);
		if (!found) {
			return this.create(deployment, call);
		}

		const others = (found.subnets ?? []).filter(subnet => subnet.name !== names.subnet);
		const own = found.subnets?.find(subnet => subnet.name === names.subnet) ?? {name: names.subnet, addressPrefix: subnetPrefix};
		return this.#put(deployment, call, `repairing the network ${names.network}`, {...found, subnets: [...others, own]});
	}

	async remove(deployment: Placement, call: Call): Promise<void> {
		const {clients, caller} = this.#connection;
		const {group, network} = deployment.names;
		const sdk = await clients.network();
		await runOperation(caller, `deleting the network ${network}`, call, options => sdk.virtualNetworks.delete(group, network, options));
	}

	async #get(deployment: Placement, call: Call): Promise<VirtualNetwork | undefined> {
		const {clients, caller} = this.#connection;
		const {group, network} = deployment.names;
		const sdk = await clients.network();
		return caller.find(`reading the network ${network}`, call, async options => sdk.virtualNetworks.get(group, network, options));
	}

	async #put(deployment: Deployment, call: Call, doing: string, body: VirtualNetwork): Promise<NetworkFacts> {
		const {clients, caller} = this.#connection;
		const {group, network} = deployment.names;
		const sdk = await clients.network();
		return describe(await runOperation(caller, doing, call, options => sdk.virtualNetworks.createOrUpdate(group, network, body, options)));
	}
}

function describe(network: VirtualNetwork): NetworkFacts {
	return {
		...readFacts(network),
		addressPrefixes: network.addressSpace?.addressPrefixes ?? [],
		subnets: (network.subnets ?? []).map(({id = '', name = '', addressPrefix, addressPrefixes}) => ({
			id,
			name,
			addressPrefixes: addressPrefixes ?? (addressPrefix ? [addressPrefix] : []),
		})),
	};
}
