import type {NetworkSecurityGroup, SecurityRule} from '@azure/arm-network';
import type {Deployment, Placement} from '../../deployment/deployment.ts';
import type {Call} from '../client/call.ts';
import type {Connection} from '../client/connection.ts';
import {runOperation} from '../client/operation.ts';
import type {FirewallRule} from './firewall-rule.ts';
import {readFacts, type ResourceFacts} from './resource.ts';
import {wantedRules} from './wanted-rules.ts';

export type {FirewallRule} from './firewall-rule.ts';

export interface FirewallFacts extends ResourceFacts {
	rules: FirewallRule[];
}

/** Network security groups: Azure's firewall in front of the machine. */
export class Firewalls {
	readonly #connection: Connection;

	constructor(connection: Connection) {
		this.#connection = connection;
	}

	async find(deployment: Placement, call: Call): Promise<FirewallFacts | undefined> {
		const found = await this.#get(deployment, call);
		return found && describe(found);
	}

	/** Creates the group with the rules that the deployment needs. */
	async create(deployment: Deployment, call: Call): Promise<FirewallFacts> {
		const {choices, tags, names} = deployment;
		const body = {location: choices.region, tags, securityRules: wantedRules(deployment).map(rule => toSdk(rule))};
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
		const own = new Set(rules.map(({name}) => name.toLowerCase()));
		const others = (found.securityRules ?? []).filter(({name = ''}) => !own.has(name.toLowerCase()));
		const securityRules = [...others, ...rules.map(rule => toSdk(rule))];
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

	async #put(deployment: Deployment, call: Call, doing: string, body: NetworkSecurityGroup): Promise<FirewallFacts> {
		const {clients, caller} = this.#connection;
		const {group, firewall} = deployment.names;
		const sdk = await clients.network();
		return describe(
			await runOperation(caller, doing, call, options => sdk.networkSecurityGroups.createOrUpdate(group, firewall, body, options)),
		);
	}
}

function toSdk(rule: FirewallRule): SecurityRule {
	return {
		name: rule.name,
		priority: rule.priority,
		direction: rule.direction,
		access: rule.access,
		protocol: rule.protocol,
		sourcePortRange: '*',
		destinationAddressPrefix: '*',
		...(rule.sources.length === 1 ? {sourceAddressPrefix: rule.sources[0] ?? '*'} : {sourceAddressPrefixes: rule.sources}),
		...(rule.ports.length === 1 ? {destinationPortRange: rule.ports[0] ?? '*'} : {destinationPortRanges: rule.ports}),
	};
}

function describe(firewall: NetworkSecurityGroup): FirewallFacts {
	return {
		...readFacts(firewall),
		rules: (firewall.securityRules ?? []).map(rule => ({
			name: rule.name ?? '',
			priority: rule.priority ?? 0,
			direction: rule.direction === 'Outbound' ? 'Outbound' : 'Inbound',
			access: rule.access === 'Deny' ? 'Deny' : 'Allow',
			protocol: rule.protocol ?? '*',
			sources: either(rule.sourceAddressPrefix, rule.sourceAddressPrefixes),
			ports: either(rule.destinationPortRange, rule.destinationPortRanges),
		})),
	};
}

/** Azure keeps one value and several in different fields; both may be there, one of them empty. */
function either(one: string | undefined, several: string[] | undefined): string[] {
	return several?.length ? several : one ? [one] : [];
}
