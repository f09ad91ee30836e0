import type {ClosedTenant, DeviceCode, LocalKey, Region, SignInMethod, Subscription} from '../deployment/account.ts';
import type {Zone} from '../deployment/zone.ts';
import type {Check} from '../plan/check.ts';
import type {Choices, OsDisk} from '../deployment/choices.ts';
import type {ExistingDeployment} from '../deployment/existing.ts';
import type {MachineSize} from '../deployment/machine-size.ts';
import type {Plan, Preview} from '../plan/plan.ts';
import type {Currency, PriceList, RegionalPrices} from '../deployment/billing/prices.ts';
import type {Secret} from '../deployment/secret.ts';

export type {ClosedTenant, DeviceCode, LocalKey, Region, SignInMethod, Subscription} from '../deployment/account.ts';

/** What questions look up while the operator answers. Implemented by the gateways; tests hand in a small double. */
export interface AnswerSource {
	/** Answers that the backend itself supplies: the sandbox's own Cloudflare token, so that a rehearsal never uses a real one. */
	readonly brings?: {cloudflareToken?: Secret};
	/** Methods that can work here, best first; `environment` only when its variables are set, `azure-cli` only when a session answers. */
	signInMethods(): Promise<SignInMethod[]>;
	/** To the tenant named, or to the one that has subscriptions. */
	signIn(method: SignInMethod, options: SignInWatch & {tenantId?: string}): Promise<void>;
	subscriptions(): Promise<Subscription[]>;
	/** Tenants that did not let the sign-in look for subscriptions. */
	closedTenants(): Promise<ClosedTenant[]>;
	/** Deployments of ours that is already in the subscription. */
	deployments(subscriptionId: string): Promise<ExistingDeployment[]>;
	/** The kind of the system disk that is already in the group, and stays whatever is chosen. */
	systemDisk(subscriptionId: string, group: string): Promise<OsDisk | undefined>;
	regions(subscriptionId: string): Promise<Region[]>;
	/** Sizes of 2 vCPU and 8 GiB upward in this region, best fit for Wasper first; those not available carry `unavailable`. */
	sizes(subscriptionId: string, region: string): Promise<MachineSize[]>;
	/** Never fails: falls back to the shipped snapshot, marked and in USD. */
	prices(region: string, sizes: string[], currency: Currency): Promise<PriceList>;
	/** What one size costs in each region. Never fails either. */
	regionalPrices(size: string, currency: Currency): Promise<RegionalPrices>;
	/** Throws an OperatorError in words when the token is refused. */
	zones(token: Secret): Promise<Zone[]>;
	/** The caller's public IPv4 address. */
	myAddress(): Promise<string>;
	sshKeys(): Promise<LocalKey[]>;
	/** The key at `path`, proven to sign; undefined where none is, or one that Azure does not take. Throws an ActionError when it can't be used. */
	findSshKey(path: string): Promise<LocalKey | undefined>;
	/** Where a new pair would go. */
	readonly newKeyPath: string;
	/** Makes an ed25519 pair at `path` unless it is there; returns it. */
	createSshKey(path: string): Promise<LocalKey>;
	/** What a run would do and cost, seen without changing anything; `choices` may name an SSH key that is still to be created. */
	preview(choices: Choices, options?: PreviewOptions): Promise<Preview>;
}

/** How a sign-in is watched and stopped. */
export interface SignInWatch {
	signal?: AbortSignal;
	onDeviceCode?(code: DeviceCode): void;
}

export interface PreviewOptions {
	signal?: AbortSignal;
	/** The plan as soon as it is known: Azure's own rehearsal, one of the checks, takes far longer. */
	onPlan?(plan: Plan): void;
	/** Each check as soon as it is answered. */
	onCheck?(check: Check): void;
}

/** Opens the backend of a target; `sandbox` starts the stand-ins. Called again, it returns the same one. */
export type OpenAnswerSource = (target: 'azure' | 'sandbox') => Promise<AnswerSource>;
