import type {Deployment, Placement} from '../../deployment/deployment.ts';
import type {Call} from '../client/call.ts';
import type {Connection} from '../client/connection.ts';
import {runOperation} from '../client/operation.ts';
import {plainRegion, readFacts, type ResourceFacts} from './resource.ts';

/** Something in a resource group, as its list shows it. */
export interface GroupMember {
	id: string;
	name: string;
	/** `Microsoft.Compute/virtualMachines` */
	type: string;
	/** `eastus` */
	region: string;
	tags: Record<string, string>;
}

/** Resource groups. */
export class Groups {
	readonly #connection: Connection;

	constructor(connection: Connection) {
		this.#connection = connection;
	}

	async find(deployment: Placement, call: Call): Promise<ResourceFacts | undefined> {
		const {clients, caller} = this.#connection;
		const {group} = deployment.names;
		const resources = await clients.resources();
		const found = await caller.find(`reading the resource group ${group}`, call, async options =>
			resources.resourceGroups.get(group, options),
		);
		return found && readFacts({...found, provisioningState: found.properties?.provisioningState ?? 'Succeeded'});
	}

	async create(deployment: Deployment, call: Call): Promise<ResourceFacts> {
		const {clients, caller} = this.#connection;
		const {names, choices, tags} = deployment;
		const resources = await clients.resources();
		const made = await caller.request(`creating the resource group ${names.group}`, call, async options =>
			resources.resourceGroups.createOrUpdate(names.group, {location: choices.region, tags}, options),
		);
		return readFacts(made);
	}

	/** Everything in the group; empty when there is no such group. */
	async members(deployment: Placement, call: Call): Promise<GroupMember[]> {
		const {clients, caller} = this.#connection;
		const {group} = deployment.names;
		const resources = await clients.resources();
		const members = await caller.find(`listing the resource group ${group}`, call, async options =>
			Array.fromAsync(resources.resources.listByResourceGroup(group, options)),
		);
		return (members ?? []).map(({id = '', name = '', type = '', location = '', tags = {}}) => ({
			id,
			name,
			type,
			region: plainRegion(location),
			tags,
		}));
	}

	/** Names of all groups of the subscription whose tag `tag` has this value. */
	async tagged(tag: string, value: string, call: Call): Promise<string[]> {
		const {clients, caller} = this.#connection;
		const resources = await clients.resources();
		const filter = `tagName eq '${tag}' and tagValue eq '${value}'`;
		const groups = await caller.request(`looking for resource groups of ${value}`, call, async options =>
			Array.fromAsync(resources.resourceGroups.list({...options, filter})),
		);
		return groups.flatMap(({name}) => name ?? []);
	}

	/** Deletes the group and everything in it. */
	async remove(deployment: Placement, call: Call): Promise<void> {
		const {clients, caller} = this.#connection;
		const {group} = deployment.names;
		const resources = await clients.resources();
		await runOperation(caller, `deleting the resource group ${group}`, call, options => resources.resourceGroups.delete(group, options));
	}
}
