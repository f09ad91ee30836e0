import type {Call} from '../azure/client/call.ts';
import type {Choices, SiteChoices} from '../deployment/choices.ts';
import type {Placement} from '../deployment/deployment.ts';
import {resourceNames} from '../deployment/names.ts';
import type {PreflightGateways, SiteGateways} from './gateways.ts';
import type {Outcome} from './outcome.ts';
import type {CheckId} from './table.ts';

/** What the checks work with that need no Azure. Facts that several of them use are read once. */
export class SiteContext<Chosen extends SiteChoices = SiteChoices, Gateways extends SiteGateways = SiteGateways> {
	/** Work that must end before the preflight does, such as the removal of what a check wrote. */
	readonly afterwards: Array<Promise<unknown>> = [];
	readonly #known = new Map<string, Promise<unknown>>();

	constructor(
		readonly choices: Chosen,
		readonly gateways: Gateways,
		readonly signal: AbortSignal,
		/** The outcome of another check; each runs once. */
		readonly outcome: (id: CheckId) => Promise<Outcome>,
	) {}

	/** The address that the name is to have, where it is known yet. */
	address = async () => this.once('address', async () => this.gateways.address());

	/** Zones that the token sees. */
	zones = async () => this.once('zones', async () => this.gateways.token.zones(this.signal));

	/** Records at the deployment's own name. */
	records = async () =>
		this.once('records', async () => this.gateways.cloudflare.records(this.choices.zone.id, this.choices.domain, this.signal));

	directory = async () => this.once('directory', async () => this.gateways.acme(this.signal));

	/** The answer of `ask`, which is asked once for a key. */
	protected async once<T>(key: string, ask: () => Promise<T>): Promise<T> {
		const known = this.#known.get(key);
		if (known) {
			// The key names the question, so the promise holds its answer.
			return known as Promise<T>;
		}

		const asked = ask();
		this.#known.set(key, asked);
		return asked;
	}
}

/** What the checks of a deployment in Azure work with. */
export class Context extends SiteContext<Choices, PreflightGateways> {
	/** Progress of a check is shown to nobody. */
	get call(): Call {
		return {signal: this.signal, say() {}, retrying() {}};
	}

	get placement(): Placement {
		return {choices: this.choices, names: resourceNames(this.choices.resourceGroup)};
	}

	get subscriptionScope(): string {
		return `/subscriptions/${this.choices.subscription.id}`;
	}

	get groupScope(): string {
		return `${this.subscriptionScope}/resourceGroups/${this.choices.resourceGroup}`;
	}

	/** The resource group, if it exists. */
	group = async () => this.once('group', async () => this.gateways.azure.groups.find(this.placement, this.call));

	/** Everything in the group; empty without a group. */
	members = async () => this.once('members', async () => this.gateways.azure.groups.members(this.placement, this.call));

	/** The virtual machine, if it exists. */
	machine = async () => this.once('machine', async () => this.gateways.azure.machines.find(this.placement, this.call));

	/** What the region offers of the chosen size. */
	offer = async () => this.once('offer', async () => this.gateways.offer(this.choices.size));

	computeQuotas = async () => this.once('compute', async () => this.gateways.inquiries.quotas.compute(this.choices.region, this.call));

	networkQuotas = async () => this.once('network', async () => this.gateways.inquiries.quotas.network(this.choices.region, this.call));

	/** The account's permissions where the deployment goes: in its group, or in the subscription while there is none. */
	permissions = async () =>
		this.once('permissions', async () => {
			const {permissions} = this.gateways.inquiries;
			const [inGroup, inSubscription] = await Promise.all([
				permissions.at(this.groupScope, this.call),
				permissions.at(this.subscriptionScope, this.call),
			]);
			return inGroup ? {scope: this.groupScope, entries: inGroup} : {scope: this.subscriptionScope, entries: inSubscription ?? []};
		});
}
