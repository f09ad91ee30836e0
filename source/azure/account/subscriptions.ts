import type {TokenCredential} from '@azure/core-auth';
import type {TenantIdDescription} from '@azure/arm-resources-subscriptions';
import type {ClosedTenant, Subscription} from '../../deployment/account.ts';
import {whyUnusable} from '../../deployment/subscription.ts';
import {OperatorError} from '../../errors/kinds.ts';
import type {Call} from '../client/call.ts';
import type {Caller} from '../client/caller.ts';
import type {Clients} from '../client/clients.ts';

/** A signed-in account. `AzureSignIn` is one. */
export interface Account {
	credential(tenantId?: string): TokenCredential;
	/** Whether tokens for other tenants come without asking anybody. */
	reachesOtherTenants: boolean;
	/** Whether a person signed in here, who may be a guest in other tenants. */
	isPerson: boolean;
	/** The tenant that was signed in to, where the token says so. */
	tenantId?: string | undefined;
}

export interface SubscriptionsSettings {
	account: Account;
	caller: Caller;
	call: Call;
	clientsOf(credential: TokenCredential): Clients;
}

/** What a sign-in sees: subscriptions, and tenants that did not let it look. */
export interface Listing {
	subscriptions: Subscription[];
	closed: ClosedTenant[];
}

/** Subscriptions of the account and of the tenants in which it is a guest. */
export class Subscriptions {
	readonly #settings: SubscriptionsSettings;

	constructor(settings: SubscriptionsSettings) {
		this.#settings = settings;
	}

	/** All visible subscriptions, usable ones first. A tenant that refuses is listed with its reason and does not affect the others. */
	async list(): Promise<Listing> {
		const {account} = this.#settings;
		const [own, tenants] = await Promise.all([this.#listOf(account.credential(), account.tenantId), this.#tenants()]);
		const others = tenants.filter(({tenantId}) => tenantId && tenantId !== account.tenantId);
		const found = await Promise.all(account.reachesOtherTenants ? others.map(async tenant => this.#lookInto(tenant)) : []);
		const byId = new Map(
			[...found.flatMap(({subscriptions}) => subscriptions), ...own].map(subscription => [subscription.id, subscription]),
		);
		const names = new Map(tenants.map(tenant => [tenant.tenantId, nameOf(tenant)]));
		const subscriptions = byId.values().map(subscription => {
			const tenantName = names.get(subscription.tenantId);
			return {...subscription, ...(tenantName && {tenantName})};
		});
		return {
			subscriptions: sortUsableFirst([...subscriptions]),
			closed: [
				...found.flatMap(({closed}) => closed),
				...(account.isPerson ? others.map(tenant => close(tenant, 'It wants a sign-in of its own.', true)) : []),
			],
		};
	}

	/** The tenant to sign in to instead, where a person's own has no subscription and there is one other: so it is with personal accounts. */
	async onlyOtherTenant(): Promise<string | undefined> {
		const {account} = this.#settings;
		const [own, tenants] = await Promise.all([this.#listOf(account.credential(), account.tenantId), this.#tenants()]);
		const others = tenants.flatMap(({tenantId}) => (tenantId && tenantId !== account.tenantId ? [tenantId] : []));
		return own.length === 0 && others.length === 1 ? others[0] : undefined;
	}

	async #lookInto(tenant: TenantIdDescription): Promise<Listing> {
		try {
			return {subscriptions: await this.#listOf(this.#settings.account.credential(tenant.tenantId), tenant.tenantId), closed: []};
		} catch (error) {
			if (!(error instanceof OperatorError)) {
				throw error;
			}

			return {subscriptions: [], closed: [close(tenant, reasonOf(error))]};
		}
	}

	/** Names make the list readable; without them it still is one. */
	async #tenants(): Promise<TenantIdDescription[]> {
		const {account, caller, call, clientsOf} = this.#settings;
		const sdk = await clientsOf(account.credential()).subscriptions();
		return caller.request('listing the tenants', call, async options => Array.fromAsync(sdk.tenants.list(options))).catch(() => []);
	}

	/** `tenantId` is that of the credential: a subscription that is only managed from there still takes tokens of there. */
	async #listOf(credential: TokenCredential, tenantId: string | undefined): Promise<Subscription[]> {
		const {caller, call, clientsOf} = this.#settings;
		const sdk = await clientsOf(credential).subscriptions();
		const found = await caller.request('listing the subscriptions', call, async options =>
			Array.fromAsync(sdk.subscriptions.list(options)),
		);
		return found.map(({subscriptionId: id = '', displayName, tenantId: owner = '', state = 'Enabled', subscriptionPolicies}) => {
			const {spendingLimit, quotaId} = subscriptionPolicies ?? {};
			return {
				id,
				name: displayName ?? id,
				tenantId: tenantId ?? owner,
				state,
				...(spendingLimit && {spendingLimit}),
				...(quotaId && {quotaId}),
			};
		});
	}
}

/** The SDK hides what the Azure CLI says of a tenant behind its own words for a missing session. */
function reasonOf({explanation}: OperatorError): string {
	return explanation.code === 'CredentialUnavailableError'
		? 'The Azure CLI gets no token for it: it may require multifactor authentication, or a fresh sign-in.'
		: explanation.cause;
}

function nameOf({displayName, defaultDomain, domains, tenantId = ''}: TenantIdDescription): string {
	return displayName || defaultDomain || domains?.[0] || tenantId;
}

function close(tenant: TenantIdDescription, cause: string, canEnter = false): ClosedTenant {
	const id = tenant.tenantId ?? '';
	const next = `Run az login --tenant ${id}, or set AZURE_TENANT_ID to it, and start again.`;
	return {id, name: nameOf(tenant), cause, next, canEnter};
}

function sortUsableFirst(subscriptions: Subscription[]): Subscription[] {
	const rank = (subscription: Subscription) => Number(whyUnusable(subscription) !== undefined);
	return subscriptions.toSorted((one, other) => rank(one) - rank(other) || one.name.localeCompare(other.name));
}
