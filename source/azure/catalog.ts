import type {TokenCredential} from '@azure/core-auth';
import type {Region, Subscription} from '../deployment/account.ts';
import type {MachineSize} from '../deployment/machine-size.ts';
import {rankSizes} from '../deployment/sizes.ts';
import {ownerTag, ownerTagValue} from '../deployment/tags.ts';
import {ActionError} from '../errors/kinds.ts';
import type {Call, Pace} from './call.ts';
import {Caller} from './caller.ts';
import {Clients, type ClientSettings} from './clients.ts';
import {readSizes} from './sizes.ts';

export interface CatalogSettings extends Omit<ClientSettings, 'credential'> {
	/** Who asks. `AzureSignIn` is one. */
	account: {credential(tenantId?: string): TokenCredential; reachesOtherTenants: boolean; isPerson: boolean};
	pace?: Pace;
}

/** Nobody watches a look-up, and nothing stops it but its deadline. */
const call: Call = {signal: new AbortController().signal, say() {}, retrying() {}};

/** What can be chosen in Azure: subscriptions, regions, sizes. */
export class AzureCatalog {
	readonly #settings: CatalogSettings;
	readonly #caller: Caller;
	#listing: Promise<Subscription[]> | undefined;
	readonly #sizes = new Map<string, Promise<MachineSize[]>>();

	constructor(settings: CatalogSettings) {
		this.#settings = settings;
		this.#caller = new Caller(settings.pace);
	}

	/** Subscriptions of the account, in all tenants that it reaches without another sign-in, usable ones first. */
	async subscriptions(): Promise<Subscription[]> {
		this.#listing = this.#list();
		return this.#listing;
	}

	/** Regions that stand somewhere, by geography. */
	async regions(subscriptionId: string): Promise<Region[]> {
		const clients = await this.#clients(subscriptionId);
		const sdk = await clients.subscriptions();
		const locations = await this.#caller.request('listing the regions', call, async options =>
			Array.fromAsync(sdk.subscriptions.listLocations(subscriptionId, options)),
		);
		return locations
			.filter(({type, metadata}) => (type ?? 'Region') === 'Region' && (metadata?.regionType ?? 'Physical') === 'Physical')
			.map(({name = '', displayName, metadata}) => ({
				name,
				title: displayName ?? name,
				geography: metadata?.geographyGroup ?? metadata?.geography ?? '',
			}))
			.toSorted((one, other) => one.geography.localeCompare(other.geography) || one.title.localeCompare(other.title));
	}

	/** Sizes large enough for Wasper, best first; those not to be had say why. Asked once a region: the list is long. */
	async sizes(subscriptionId: string, region: string): Promise<MachineSize[]> {
		const key = `${subscriptionId} ${region}`;
		const sizes = this.#sizes.get(key) ?? this.#findSizes(subscriptionId, region);
		this.#sizes.set(key, sizes);
		sizes.catch(() => this.#sizes.delete(key));
		return sizes;
	}

	async #findSizes(subscriptionId: string, region: string): Promise<MachineSize[]> {
		const clients = await this.#clients(subscriptionId);
		const compute = await clients.compute();
		const filter = `location eq '${region}'`;
		const [skus, usages, inUse] = await Promise.all([
			this.#caller.request('listing the machine sizes', call, async options =>
				Array.fromAsync(compute.resourceSkus.list({...options, filter})),
			),
			this.#caller.request('reading the quotas', call, async options => Array.fromAsync(compute.usage.list(region, options))),
			this.#sizesInUse(clients, region),
		]);
		// A size that our machine already has is there to be had, however little of the quota is left.
		const sizes = readSizes(skus, usages).map(({unavailable, ...size}) =>
			unavailable && !inUse.has(size.name) ? {...size, unavailable} : size,
		);
		return rankSizes(sizes, inUse);
	}

	/** Sizes of the machines that this tool made in the region. */
	async #sizesInUse(clients: Clients, region: string): Promise<Set<string>> {
		const [resources, compute] = await Promise.all([clients.resources(), clients.compute()]);
		const filter = `tagName eq '${ownerTag}' and tagValue eq '${ownerTagValue}'`;
		const ours = await this.#caller.request('looking for machines of ours', call, async options =>
			Array.fromAsync(resources.resources.list({...options, filter})),
		);
		const standing = ours.filter(({type, location}) => type === 'Microsoft.Compute/virtualMachines' && location === region);
		const machines = await Promise.all(
			standing.map(async ({id = '', name = ''}) => {
				const group = /resourceGroups\/([^/]+)/i.exec(id)?.[1] ?? '';
				return this.#caller.find(`reading the machine ${name}`, call, async options => compute.virtualMachines.get(group, name, options));
			}),
		);
		return new Set(machines.flatMap(machine => machine?.hardwareProfile?.vmSize ?? []));
	}

	async #list(): Promise<Subscription[]> {
		const {account} = this.#settings;
		const own = await this.#listOf(account.credential());
		if (!account.reachesOtherTenants && !(account.isPerson && own.length === 0)) {
			return sortUsableFirst(own);
		}

		const clients = this.#clientsOf(account.credential());
		const sdk = await clients.subscriptions();
		const tenants = await this.#caller.request('listing the tenants', call, async options => Array.fromAsync(sdk.tenants.list(options)));
		const lists = await Promise.all(
			// A tenant that wants a sign-in of its own is left out.
			tenants.flatMap(({tenantId}) => (tenantId ? [this.#listOf(account.credential(tenantId)).catch(() => [])] : [])),
		);
		const byId = new Map([...lists.flat(), ...own].map(subscription => [subscription.id, subscription]));
		return sortUsableFirst([...byId.values()]);
	}

	async #listOf(credential: TokenCredential): Promise<Subscription[]> {
		const sdk = await this.#clientsOf(credential).subscriptions();
		const found = await this.#caller.request('listing the subscriptions', call, async options =>
			Array.fromAsync(sdk.subscriptions.list(options)),
		);
		return found.map(({subscriptionId: id = '', displayName, tenantId = '', state = 'Enabled'}) => ({
			id,
			name: displayName ?? id,
			tenantId,
			state,
		}));
	}

	async #clients(subscriptionId: string): Promise<Clients> {
		this.#listing ??= this.#list();
		const subscription = (await this.#listing).find(({id}) => id === subscriptionId);
		if (!subscription) {
			throw new ActionError({
				code: 'azure.subscription',
				cause: `The signed-in account does not see the subscription ${subscriptionId}.`,
				next: 'Choose another --subscription, or sign in with an account that may use it.',
			});
		}

		return this.#clientsOf(this.#settings.account.credential(subscription.tenantId), subscriptionId);
	}

	#clientsOf(credential: TokenCredential, subscriptionId = ''): Clients {
		return new Clients({...this.#settings, credential}, subscriptionId);
	}
}

function sortUsableFirst(subscriptions: Subscription[]): Subscription[] {
	const rank = ({state}: Subscription) => Number(state !== 'Enabled');
	return subscriptions.toSorted((one, other) => rank(one) - rank(other) || one.name.localeCompare(other.name));
}
