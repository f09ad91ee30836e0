import type {NetworkSecurityGroup, SecurityRule} from '@azure/arm-network';
import type {Deployment, Placement} from '../../deployment/deployment.ts';
import type {Call} from '../client/call.ts';
import type {Connection} from '../client/connection.ts';
import {runOperation} from '../client/operation.ts';
import type {FirewallRule} from './firewall-rule.ts';
import {readFacts, type ResourceFacts, sameId} from './resource.ts';
import {readRule, toSdkRule} from './sdk-rule.ts';
import {wantedRules} from './wanted-rules.ts';

export type {FirewallRule} from './firewall-rule.ts';

export interface FirewallFacts extends ResourceFacts {
	rules: FirewallRule[];
	/** Another group in front of our subnet, which has to let traffic through as well. */
	subnetGroup?: {id: string; name: string; rules: FirewallRule[]};
}

/** Network security groups: Azure's firewall in front of the machine. */
export class Firewalls {
	readonly #connection: Connection;

	constructor(connection: Connection) {
		this.#connection = connection;
	}

	async find(deployment: Placement, call: Call): Promise<FirewallFacts | undefined> {
		const [found, subnetGroup] = await Promise.all([this.#get(deployment, call), this.#subnetGroup(deployment, call)]);
		const isOther = subnetGroup && !sameId(subnetGroup.id, found?.id);
		return found && {...describe(found), ...(isOther && {subnetGroup: describe(subnetGroup)})};
	}

	/** Creates the group with the rules that the deployment needs. */
	async create(deployment: Deployment, call: Call): Promise<FirewallFacts> {
		const {choices, tags, names} = deployment;
		const body = {location: choices.region, tags, securityRules: wantedRules(deployment).map(rule => toSdkRule(rule))};
		return this.#put(deployment, call, `creating the firewall ${names.firewall}`, body);
	}

	/** Sets the deployment's own rules, by name; rules of other names stay as they are. */
	async repair(deployment: Deployment, call: Call): Promise<FirewallFacts> {
		const {firewall} = deployment.names;
		const found = await this.#get(deployment, call);
		if (!found) {
			return this.create(deployment, call);
		}

		const rules = wantedRules(deployment);
		const existing = found.securityRules ?? [];
		const isNamed = (name: string) => (rule: SecurityRule) => rule.name?.toLowerCase() === name;
		const others = existing.filter(rule => !rules.some(({name}) => isNamed(name)(rule)));
		const securityRules = [...others, ...rules.map(rule => toSdkRule(rule, existing.find(isNamed(rule.name))))];
		return this.#put(deployment, call, `changing the rules of the firewall ${firewall}`, {...found, securityRules});
	}

	async remove(deployment: Placement, call: Call): Promise<void> {
		const {clients, caller} = this.#connection;
		const {group, firewall} = deployment.names;
		const sdk = await clients.network();
		await runOperation(caller, `deleting the firewall ${firewall}`, call, options =>
			sdk.networkSecurityGroups.delete(group, firewall, options),
		);
	}

	async #get(deployment: Placement, call: Call): Promise<NetworkSecurityGroup | undefined> {
		const {clients, caller} = this.#connection;
		const {group, firewall} = deployment.names;
		const sdk = await clients.network();
		return caller.find(`reading the firewall ${firewall}`, call, async options => sdk.networkSecurityGroups.get(group, firewall, options));
	}

	/** The group in front of our subnet, wherever it is. */
	async #subnetGroup({names}: Placement, call: Call): Promise<NetworkSecurityGroup | undefined> {
		const {clients, caller} = this.#connection;
		const sdk = await clients.network();
		const subnet = await caller.find(`reading the subnet ${names.subnet}`, call, async options =>
			sdk.subnets.get(names.group, names.network, names.subnet, options),
		);
		const [, group, name] = /resourceGroups\/([^/]+)\/.*\/([^/]+)$/i.exec(subnet?.networkSecurityGroup?.id ?? '') ?? [];
		return group !== undefined && name !== undefined
			? caller.find(`reading the firewall ${name}`, call, async options => sdk.networkSecurityGroups.get(group, name, options))
			: undefined;
	}

	async #put(deployment: Deployment, call: Call, doing: string, body: NetworkSecurityGroup): Promise<FirewallFacts> {
		const {clients, caller} = this.#connection;
		const {group, firewall} = deployment.names;
		const sdk = await clients.network();
		return describe(
			await runOperation(caller, doing, call, options => sdk.networkSecurityGroups.createOrUpdate(group, firewall, body, options)),
		);
	}
}

function describe(firewall: NetworkSecurityGroup): FirewallFacts {
	return {...readFacts(firewall), rules: (firewall.securityRules ?? []).map(rule => readRule(rule))};
}
