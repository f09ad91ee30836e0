import type {Call} from '../azure/client/call.ts';
import type {Choices} from '../deployment/choices.ts';
import type {Placement} from '../deployment/deployment.ts';
import {resourceNames} from '../deployment/names.ts';
import type {PreflightGateways} from './gateways.ts';
import type {Outcome} from './outcome.ts';
import type {CheckId} from './table.ts';

/** What every question works with. What several of them want to know is asked once. */
export class Context {
	readonly placement: Placement;
	/** Things that must end before the preflight does, such as the removal of what a question wrote. */
	readonly afterwards: Array<Promise<unknown>> = [];
	readonly #known = new Map<string, Promise<unknown>>();

	constructor(
		readonly choices: Choices,
		readonly gateways: PreflightGateways,
		readonly signal: AbortSignal,
		/** What another question found out; each is asked once. */
		readonly outcome: (id: CheckId) => Promise<Outcome>,
	) {
		this.placement = {choices, names: resourceNames(choices.resourceGroup)};
	}

	/** Nobody watches a question: its progress is told to nobody. */
	get call(): Call {
		return {signal: this.signal, say() {}, retrying() {}};
	}

	get subscriptionScope(): string {
		return `/subscriptions/${this.choices.subscription.id}`;
	}

	get groupScope(): string {
		return `${this.subscriptionScope}/resourceGroups/${this.choices.resourceGroup}`;
	}

	/** The resource group, if it stands. */
	group = async () => this.#once('group', async () => this.gateways.azure.groups.find(this.placement, this.call));

	/** Everything in the group; empty without a group. */
	members = async () => this.#once('members', async () => this.gateways.azure.groups.members(this.placement, this.call));

	/** The machine, if it stands. */
	machine = async () => this.#once('machine', async () => this.gateways.azure.machines.find(this.placement, this.call));

	/** The public address, if it stands. */
	address = async () => this.#once('address', async () => this.gateways.azure.addresses.find(this.placement, this.call));

	/** What the region offers of the chosen size. */
	offer = async () => this.#once('offer', async () => this.gateways.offer(this.choices.size));

	computeQuotas = async () => this.#once('compute', async () => this.gateways.inquiries.quotas.compute(this.choices.region, this.call));

	networkQuotas = async () => this.#once('network', async () => this.gateways.inquiries.quotas.network(this.choices.region, this.call));

	/** What the account may do where the deployment goes: in its group, or in the subscription while there is none. */
	permissions = async () =>
		this.#once('permissions', async () => {
			const {permissions} = this.gateways.inquiries;
			const [inGroup, inSubscription] = await Promise.all([
				permissions.at(this.groupScope, this.call),
				permissions.at(this.subscriptionScope, this.call),
			]);
			return inGroup ? {scope: this.groupScope, entries: inGroup} : {scope: this.subscriptionScope, entries: inSubscription ?? []};
		});

	/** Zones that the token sees. */
	zones = async () => this.#once('zones', async () => this.gateways.token.zones(this.signal));

	/** Records at the deployment's own name. */
	records = async () =>
		this.#once('records', async () => this.gateways.cloudflare.records(this.choices.zone.id, this.choices.domain, this.signal));

	directory = async () => this.#once('directory', async () => this.gateways.acme(this.signal));

	async #once<T>(key: string, ask: () => Promise<T>): Promise<T> {
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
