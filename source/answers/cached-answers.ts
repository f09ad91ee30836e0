import type {OsDisk} from '../deployment/choices.ts';
import type {ExistingDeployment} from '../deployment/existing.ts';
import type {Purpose} from '../deployment/subscription.ts';
import type {MachineSize} from '../deployment/machine-size.ts';
import type {Currency, PriceList, RegionalPrices} from '../deployment/billing/prices.ts';
import {preferredSizes} from '../deployment/sizes.ts';
import type {Secret} from '../deployment/secret.ts';
import type {Zone} from '../deployment/zone.ts';
import {isUsable} from './checks/matching.ts';
import type {ClosedTenant, LocalKey, Region, SignInMethod, Subscription, AnswerSource} from './answer-source.ts';

/** Most subscriptions that are searched for deployments before one is chosen. */
const searchedAhead = 8;

/** An AnswerSource whose answers are cached, so that Back never waits. Failures are not cached. */
export class CachedAnswers {
	readonly #cache = new Map<string, Promise<unknown>>();

	/** `purpose` says which subscriptions are usable. */
	constructor(
		readonly source: AnswerSource,
		readonly purpose: Purpose = 'create',
	) {}

	async signInMethods(): Promise<SignInMethod[]> {
		return this.#once('methods', async () => this.source.signInMethods());
	}

	async subscriptions(): Promise<Subscription[]> {
		return this.#once('subscriptions', async () => this.source.subscriptions());
	}

	/** Tenants of the account that need their own sign-in; looked up with the subscriptions. */
	async closedTenants(): Promise<ClosedTenant[]> {
		await this.subscriptions();
		return this.#once('subscriptions that are closed', async () => this.source.closedTenants());
	}

	async deployments(subscriptionId: string): Promise<ExistingDeployment[]> {
		return this.#once(`deployments ${subscriptionId}`, async () => this.source.deployments(subscriptionId));
	}

	/** Looks for deployments while the operator still chooses a subscription; a failure shows when they are asked for. */
	async prefetchDeployments(): Promise<void> {
		const subscriptions = await this.subscriptions().catch(() => []);
		for (const {id} of subscriptions.filter(item => isUsable(item, this.purpose)).slice(0, searchedAhead)) {
			this.deployments(id).catch(() => undefined);
		}
	}

	/** Undefined also where it can't be read: the bill then follows the choice. */
	async systemDisk(subscriptionId: string, group: string): Promise<OsDisk | undefined> {
		return this.#once(`system disk ${subscriptionId} ${group}`, async () => this.source.systemDisk(subscriptionId, group)).catch(
			() => undefined,
		);
	}

	async regions(subscriptionId: string): Promise<Region[]> {
		return this.#once(`regions ${subscriptionId}`, async () => this.source.regions(subscriptionId));
	}

	async sizes(subscriptionId: string, region: string): Promise<MachineSize[]> {
		return this.#once(`sizes ${subscriptionId} ${region}`, async () => this.source.sizes(subscriptionId, region));
	}

	async prices(region: string, sizes: readonly string[], currency: Currency): Promise<PriceList> {
		return this.#once(`prices ${region} ${currency} ${sizes.join(' ')}`, async () => this.source.prices(region, [...sizes], currency));
	}

	/** Prices of every size in the region: one request serves the list of sizes and the review. */
	async regionPrices(subscriptionId: string, region: string, currency: Currency = 'USD'): Promise<PriceList> {
		const sizes = await this.sizes(subscriptionId, region);
		return this.prices(
			region,
			sizes.map(({name}) => name),
			currency,
		);
	}

	/** What the size that suits Wasper best costs in each region. */
	async regionalPrices(currency: Currency = 'USD'): Promise<RegionalPrices> {
		return this.#once(`regional prices ${currency}`, async () => this.source.regionalPrices(preferredSizes[0] ?? '', currency));
	}

	async myAddress(): Promise<string> {
		return this.#once('address', async () => this.source.myAddress());
	}

	async sshKeys(): Promise<LocalKey[]> {
		return this.#once('keys', async () => this.source.sshKeys());
	}

	/** Not cached: a refused token may work a minute later. */
	async zones(token: Secret): Promise<Zone[]> {
		return this.source.zones(token);
	}

	/** Drops every answer of Azure: another account sees other things. */
	forgetAzure(): void {
		for (const key of this.#cache.keys()) {
			if (/^(subscriptions|deployments|system disk|regions|sizes)/.test(key)) {
				this.#cache.delete(key);
			}
		}
	}

	async #once<Value>(key: string, ask: () => Promise<Value>): Promise<Value> {
		const known = this.#cache.get(key);
		if (known) {
			// The key names the method, so the remembered promise holds that method's value.
			return known as Promise<Value>;
		}
		const asked = ask();
		this.#cache.set(key, asked);
		asked.catch(() => this.#cache.delete(key));
		return asked;
	}
}
