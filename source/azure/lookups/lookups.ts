import type {ResourceSku} from '@azure/arm-compute';
import type {TokenCredential} from '@azure/core-auth';
import type {ClosedTenant, Region, Subscription} from '../../deployment/account.ts';
import type {ExistingDeployment} from '../../deployment/existing.ts';
import type {MachineSize} from '../../deployment/machine-size.ts';
import {rankSizes} from '../../deployment/sizes.ts';
import {ownerTag, ownerTagValue} from '../../deployment/tags.ts';
import {ActionError} from '../../errors/kinds.ts';
import type {Call, Pace} from '../client/call.ts';
import {Caller} from '../client/caller.ts';
import {Clients, type ClientSettings} from '../client/clients.ts';
import {type Choices, osDisks, type OsDisk} from '../../deployment/choices.ts';
import {resourceNames} from '../../deployment/names.ts';
import {kinds, sameName} from '../kinds.ts';
import {osDiskSkus} from '../resources/machine-body.ts';
import {findDeployments} from './deployments.ts';
import {readOffer, type SizeOffer} from './offers.ts';
import {computeUsages} from './quotas.ts';
import {readSizes} from './sizes.ts';
import {type Account, type Listing, Subscriptions} from '../account/subscriptions.ts';

export interface LookupSettings extends Omit<ClientSettings, 'credential'> {
	account: Account;
	pace?: Pace;
}

/** Nobody watches a look-up, and nothing stops it but its deadline. */
const call: Call = {signal: new AbortController().signal, say() {}, retrying() {}};

/** What can be chosen in Azure: subscriptions, regions, sizes. */
export class AzureLookups {
	readonly #settings: LookupSettings;
	readonly #caller: Caller;
	readonly #subscriptions: Subscriptions;
	#listing: Promise<Listing> | undefined;
	readonly #skus = new Map<string, Promise<ResourceSku[]>>();
	readonly #sizes = new Map<string, Promise<MachineSize[]>>();

	constructor(settings: LookupSettings) {
		this.#settings = settings;
		this.#caller = new Caller(settings.pace);
		const {account} = settings;
		this.#subscriptions = new Subscriptions({account, caller: this.#caller, call, clientsOf: credential => this.#clientsOf(credential)});
	}

	/** Subscriptions of the account, in all tenants that it reaches without another sign-in, usable ones first. Asked again each time. */
	async subscriptions(): Promise<Subscription[]> {
		this.#listing = undefined;
		const {subscriptions} = await this.#listed();
		return subscriptions;
	}

	/** Tenants that did not let the account look for subscriptions, as they were when those were listed. */
	async closedTenants(): Promise<ClosedTenant[]> {
		const {closed} = await this.#listed();
		return closed;
	}

	/** The tenant to sign in to instead of the one that was signed in to, if there is one to be preferred. */
	async betterTenant(): Promise<string | undefined> {
		return this.#settings.account.isPerson ? this.#subscriptions.onlyOtherTenant() : undefined;
	}

	/** Physical regions, by geography. */
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

	/** Deployments of ours in the subscription. */
	async deployments(subscriptionId: string): Promise<ExistingDeployment[]> {
		return findDeployments({clients: await this.#clients(subscriptionId), caller: this.#caller}, call);
	}

	/** The kind of the existing OS disk in a group; undefined where there is none, or one of a kind that is not offered here. */
	async systemDisk(subscriptionId: string, group: string): Promise<OsDisk | undefined> {
		const {osDisk} = resourceNames(group);
		const clients = await this.#clients(subscriptionId);
		const compute = await clients.compute();
		const found = await this.#caller.find(`reading the disk ${osDisk}`, call, async options => compute.disks.get(group, osDisk, options));
		return osDisks.find(kind => osDiskSkus[kind] === found?.sku?.name);
	}

	/** Sizes large enough for Wasper, best first; those that are not available say why. Asked again each time: quotas and capacity change. */
	async sizes(subscriptionId: string, region: string): Promise<MachineSize[]> {
		const key = `${subscriptionId} ${region}`;
		this.#skus.delete(key);
		const sizes = this.#findSizes(subscriptionId, region);
		remember(this.#sizes, key, sizes);
		return sizes;
	}

	/** The last answer of `sizes`, which takes Azure seconds; asks where there is none. */
	async lastSizes(subscriptionId: string, region: string): Promise<MachineSize[]> {
		return this.#sizes.get(`${subscriptionId} ${region}`) ?? this.sizes(subscriptionId, region);
	}

	/** The chosen size, from the last answer of `sizes`. */
	async size({subscription, region, size}: Pick<Choices, 'subscription' | 'region' | 'size'>): Promise<MachineSize> {
		const sizes = await this.lastSizes(subscription.id, region);
		const found = sizes.find(({name}) => name === size);
		if (!found) {
			throw new Error(`the size ${size} was chosen and Azure does not know it`);
		}

		return found;
	}

	/** What a region offers of one size; undefined when it does not have it. */
	async offer(subscriptionId: string, region: string, size: string): Promise<SizeOffer | undefined> {
		return readOffer(await this.#skusOf(subscriptionId, region), size);
	}

	/** The region's SKUs, megabytes of them, as they were when its sizes were asked for. */
	async #skusOf(subscriptionId: string, region: string): Promise<ResourceSku[]> {
		const key = `${subscriptionId} ${region}`;
		const skus = this.#skus.get(key) ?? this.#listSkus(subscriptionId, region);
		remember(this.#skus, key, skus);
		return skus;
	}

	async #listSkus(subscriptionId: string, region: string): Promise<ResourceSku[]> {
		const clients = await this.#clients(subscriptionId);
		const compute = await clients.compute();
		const filter = `location eq '${region}'`;
		return this.#caller.request('listing the machine sizes', call, async options =>
			Array.fromAsync(compute.resourceSkus.list({...options, filter})),
		);
	}

	async #findSizes(subscriptionId: string, region: string): Promise<MachineSize[]> {
		const clients = await this.#clients(subscriptionId);
		const [skus, usages, inUse] = await Promise.all([
			this.#skusOf(subscriptionId, region),
			computeUsages({clients, caller: this.#caller}, region, call),
			this.#sizesInUse(clients, region),
		]);
		// A size that our machine already has is available, however little of the quota is left.
		const sizes = readSizes(skus, usages).map(({unavailable, ...size}) =>
			unavailable && !inUse.has(size.name) ? {...size, unavailable} : size,
		);
		return rankSizes(sizes, inUse);
	}

	/** Sizes of the machines that this tool created in the region. */
	async #sizesInUse(clients: Clients, region: string): Promise<Set<string>> {
		const [resources, compute] = await Promise.all([clients.resources(), clients.compute()]);
		const filter = `tagName eq '${ownerTag}' and tagValue eq '${ownerTagValue}'`;
		const ours = await this.#caller.request('looking for machines of ours', call, async options =>
			Array.fromAsync(resources.resources.list({...options, filter})),
		);
		const existing = ours.filter(({type = '', location}) => sameName(type, kinds.machine.type) && location === region);
		const machines = await Promise.all(
			existing.map(async ({id = '', name = ''}) => {
				const group = /resourceGroups\/([^/]+)/i.exec(id)?.[1] ?? '';
				return this.#caller.find(`reading the machine ${name}`, call, async options => compute.virtualMachines.get(group, name, options));
			}),
		);
		return new Set(machines.flatMap(machine => machine?.hardwareProfile?.vmSize ?? []));
	}

	async #listed(): Promise<Listing> {
		this.#listing ??= this.#subscriptions.list();
		return this.#listing;
	}

	async #clients(subscriptionId: string): Promise<Clients> {
		const {subscriptions} = await this.#listed();
		const subscription = subscriptions.find(({id}) => id === subscriptionId);
		if (!subscription) {
			throw new ActionError({
				code: 'azure.subscription',
				cause: `The signed-in account does not see the subscription ${subscriptionId}.`,
				next: 'Choose another --subscription, or sign in with an account that has access to it.',
			});
		}

		return this.#clientsOf(this.#settings.account.credential(subscription.tenantId), subscriptionId);
	}

	#clientsOf(credential: TokenCredential, subscriptionId = ''): Clients {
		return new Clients({...this.#settings, credential}, subscriptionId);
	}
}

/** Keeps an answer while it is no failure. */
function remember<T>(answers: Map<string, Promise<T>>, key: string, answer: Promise<T>): void {
	answers.set(key, answer);
	answer.catch(() => answers.get(key) === answer && answers.delete(key));
}
