import type {NetworkInterface} from '@azure/arm-network';
import type {Deployment, Placement} from '../../deployment/deployment.ts';
import type {Call} from '../client/call.ts';
import type {Connection} from '../client/connection.ts';
import {runOperation} from '../client/operation.ts';
import type {Attachment} from './machine-facts.ts';
import {idsOf, readFacts, type ResourceFacts, sameId} from './resource.ts';

export interface InterfaceFacts extends ResourceFacts {
	subnetId?: string;
	addressId?: string;
	firewallId?: string;
	machineId?: string;
	acceleratedNetworking: boolean;
	/** All public addresses of its IP configurations. */
	addresses: Attachment[];
}

/** Network interfaces. */
export class Interfaces {
	readonly #connection: Connection;

	constructor(connection: Connection) {
		this.#connection = connection;
	}

	async find(deployment: Placement, call: Call): Promise<InterfaceFacts | undefined> {
		const found = await this.#get(deployment, call);
		return found && describe(found);
	}

	/** Creates the interface. Its address outlives it and the machine, because the DNS record points there. */
	async create(deployment: Deployment, call: Call): Promise<InterfaceFacts> {
		const {choices, tags, names} = deployment;
		const ids = idsOf(deployment);
		return this.#put(deployment, call, `creating the interface ${names.interface}`, {
			location: choices.region,
			tags,
			networkSecurityGroup: {id: ids.firewall},
			ipConfigurations: [
				{
					name: 'primary',
					primary: true,
					privateIPAllocationMethod: 'Dynamic',
					subnet: {id: ids.subnet},
					publicIPAddress: {id: ids.address, deleteOption: 'Detach'},
				},
			],
		});
	}

	/** Joins the interface to our subnet, address and firewall again; its other settings stay. */
	async repair(deployment: Deployment, call: Call): Promise<InterfaceFacts> {
		const found = await this.#get(deployment, call);
		if (!found) {
			return this.create(deployment, call);
		}

		const ids = idsOf(deployment);
		const [first, ...others] = found.ipConfigurations ?? [];
		return this.#put(deployment, call, `repairing the interface ${deployment.names.interface}`, {
			...found,
			networkSecurityGroup: {id: ids.firewall},
			ipConfigurations: [
				{
					...(first ?? {name: 'primary', primary: true, privateIPAllocationMethod: 'Dynamic'}),
					subnet: {id: ids.subnet},
					publicIPAddress: {id: ids.address, deleteOption: 'Detach'},
				},
				...others,
			],
		});
	}

	/** Has Azure keep these addresses when it deletes the machine that uses the interface. */
	async keepAddresses(deployment: Placement, ids: readonly string[], call: Call): Promise<void> {
		const found = await this.#get(deployment, call);
		if (!found) {
			return;
		}

		await this.#put(deployment, call, `changing what is deleted with the interface ${deployment.names.interface}`, {
			...found,
			ipConfigurations: (found.ipConfigurations ?? []).map(configuration => {
				const address = configuration.publicIPAddress;
				return address && ids.some(id => sameId(id, address.id))
					? {...configuration, publicIPAddress: {...address, deleteOption: 'Detach'}}
					: configuration;
			}),
		});
	}

	async remove(deployment: Placement, call: Call): Promise<void> {
		const {clients, caller} = this.#connection;
		const {group, interface: name} = deployment.names;
		const sdk = await clients.network();
		await runOperation(caller, `deleting the interface ${name}`, call, options => sdk.networkInterfaces.delete(group, name, options));
	}

	async #get(deployment: Placement, call: Call): Promise<NetworkInterface | undefined> {
		const {clients, caller} = this.#connection;
		const {group, interface: name} = deployment.names;
		const sdk = await clients.network();
		return caller.find(`reading the interface ${name}`, call, async options => sdk.networkInterfaces.get(group, name, options));
	}

	async #put(deployment: Pick<Placement, 'names'>, call: Call, doing: string, body: NetworkInterface): Promise<InterfaceFacts> {
		const {clients, caller} = this.#connection;
		const {group, interface: name} = deployment.names;
		const sdk = await clients.network();
		return describe(await runOperation(caller, doing, call, options => sdk.networkInterfaces.createOrUpdate(group, name, body, options)));
	}
}

function describe(found: NetworkInterface): InterfaceFacts {
	const [first] = found.ipConfigurations ?? [];
	const optional = {
		subnetId: first?.subnet?.id,
		addressId: first?.publicIPAddress?.id,
		firewallId: found.networkSecurityGroup?.id,
		machineId: found.virtualMachine?.id,
	};
	const addresses = (found.ipConfigurations ?? []).flatMap(({publicIPAddress: address}) =>
		address?.id ? [{id: address.id, deletedWithMachine: address.deleteOption === 'Delete'}] : [],
	);
	return {...readFacts(found), ...defined(optional), acceleratedNetworking: found.enableAcceleratedNetworking === true, addresses};
}

function defined(ids: Record<string, string | undefined>): Partial<InterfaceFacts> {
	return Object.fromEntries(Object.entries(ids).filter(([, id]) => id !== undefined));
}
