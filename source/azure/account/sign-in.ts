import type {AccessToken} from '@azure/core-auth';
import type {DeviceCode, SignInMethod} from '../../deployment/account.ts';
import {CancelledError} from '../../errors/kinds.ts';
import {audienceOf, isKnownAuthority} from './clouds.ts';
import {createCredential, hasServicePrincipal, type Credential, type SignInSettings} from './credentials.ts';
import {explainFailure} from '../client/explain-failure.ts';
import {CachedToken} from './cached-token.ts';
import type {SessionFacts} from './session.ts';
import {Renewal} from './renewal.ts';
import {readClaims} from './token-claims.ts';
import {cleanVariables} from './variables.ts';

export interface SignInOptions {
	/** The tenant to sign in to; the account's own unless named. */
	tenantId?: string;
	signal?: AbortSignal;
	onDeviceCode?(code: DeviceCode): void;
}

/** Who works in Azure: found out once, then a token for each tenant. Tokens stay in memory. */
export class AzureSignIn {
	readonly #settings: SignInSettings;
	readonly #renewal = new Renewal({
		methods: () => this.#methodsForPersons(),
		signIn: async (method, options) => this.#enter(method, {...options, ...(this.#home && {tenantId: this.#home})}),
	});
	/** By tenant; '' is the account's own. */
	readonly #tokens = new Map<string, CachedToken>();
	readonly #credentials = new Map<string, Credential>();
	#method: SignInMethod | undefined;
	/** The tenant that was signed in to. */
	#home: string | undefined;
	#onDeviceCode: ((code: DeviceCode) => void) | undefined;

	constructor(settings: SignInSettings) {
		this.#settings = {...settings, environment: cleanVariables(settings.environment)};
	}

	/** Methods that can work here, best first. Asks the Azure CLI whether it has a session; takes five seconds at most. */
	async methods(): Promise<SignInMethod[]> {
		const {environment} = this.#settings;
		const session = await this.#hasCliSession();
		return [
			...(hasServicePrincipal(environment) ? (['environment'] as const) : []),
			...(session ? (['azure-cli'] as const) : []),
			...(hasBrowser(environment) ? (['browser'] as const) : []),
			'device-code',
		];
	}

	/** Signs in and proves it with a token. Throws an OperatorError in words. */
	async signIn(method: SignInMethod, options: SignInOptions): Promise<void> {
		try {
			await this.#enter(method, options);
		} catch (error) {
			throw options.signal?.aborted ? new CancelledError({}, {cause: error}) : explainFailure(error, 'signing in');
		}
	}

	/** Whether tokens for other tenants come without asking anybody. */
	get reachesOtherTenants(): boolean {
		return this.#method === 'azure-cli';
	}

	/** The tenant that was signed in to, where the token says so. */
	get tenantId(): string | undefined {
		return this.#home;
	}

	/** Whether a person signed in here, who may be a guest in other tenants. */
	get isPerson(): boolean {
		return this.#method === 'browser' || this.#method === 'device-code';
	}

	/** The token for a tenant, the account's own unless named; one object a tenant. Renewed as long as it is used. */
	credential(tenantId?: string): CachedToken {
		if (!this.#method) {
			throw new Error('a credential was asked for before anybody signed in');
		}

		const tenant = !tenantId || tenantId === this.#home ? '' : tenantId;
		const known = this.#tokens.get(tenant);
		const renewal = this.#renewal;
		const token =
			known ??
			new CachedToken({
				fetch: async ({claims, fresh}) => this.#fetch(tenant, claims, fresh),
				renew: async (error, generation) => renewal.renew(error, generation),
				get generation() {
					return renewal.generation;
				},
			});
		this.#tokens.set(tenant, token);
		return token;
	}

	/** What is known of the sign-in to a tenant. Throws an OperatorError when it does not work any more. */
	async session(tenantId?: string): Promise<SessionFacts> {
		const kept = this.credential(tenantId);
		try {
			const {token} = await kept.getToken(this.#scope);
			const ends = kept.kept?.expiresOnTimestamp ?? Date.now();
			return {method: this.#method ?? 'device-code', endsAt: new Date(ends), ...readClaims(token)};
		} catch (error) {
			throw explainFailure(error, 'signing in');
		}
	}

	get #scope(): string {
		return `${audienceOf(this.#settings.endpoints.azure)}/.default`;
	}

	/** Signs in by `method` instead of whatever was before; what was kept is forgotten once that worked. */
	async #enter(method: SignInMethod, {tenantId, signal, onDeviceCode}: SignInOptions): Promise<void> {
		this.#onDeviceCode = code => onDeviceCode?.(code);
		const options = {enableCae: true, ...(signal && {abortSignal: signal})};
		const credential = this.#createCredential(method, tenantId);
		await credential.authenticate(this.#scope, options);
		const token = await credential.getToken(this.#scope, options);
		this.#method = method;
		this.#home = readClaims(token.token).tenantId ?? tenantId;
		this.#credentials.clear();
		this.#credentials.set('', credential);
		for (const kept of this.#tokens.values()) {
			kept.replace();
		}

		this.credential().replace(token);
	}

	/** A token without asking anybody. After a refusal a credential of its own, because the SDK's keeps the refused token. */
	async #fetch(tenant: string, claims: string | undefined, fresh: boolean): Promise<AccessToken> {
		const method = this.#method ?? 'device-code';
		const known = fresh ? undefined : this.#credentials.get(tenant);
		const credential = known ?? this.#createCredential(method, tenant || this.#home);
		this.#credentials.set(tenant, credential);
		// Without the same word each time the SDK keeps two sessions, and a person would have to sign in to both.
		return credential.getToken(this.#scope, {enableCae: true, ...(claims && {claims})});
	}

	#createCredential(method: SignInMethod, tenantId: string | undefined): Credential {
		return createCredential(method, {
			...this.#settings,
			tenantId: tenantId ?? this.#settings.environment['AZURE_TENANT_ID'],
			onDeviceCode: code => this.#onDeviceCode?.(code),
		});
	}

	/** The one in use first. The Azure CLI knows Microsoft's clouds only: a rehearsal never uses it. */
	#methodsForPersons(): SignInMethod[] {
		const {endpoints, environment} = this.#settings;
		const methods: SignInMethod[] = [
			...(isKnownAuthority(endpoints.authority) ? (['azure-cli'] as const) : []),
			...(hasBrowser(environment) ? (['browser'] as const) : []),
			'device-code',
		];
		return methods.toSorted((one, other) => Number(other === this.#method) - Number(one === this.#method));
	}

	async #hasCliSession(): Promise<boolean> {
		try {
			const {probeSeconds: processSeconds = 5} = this.#settings;
			const probe = createCredential('azure-cli', {...this.#settings, tenantId: undefined, processSeconds});
			await probe.getToken(this.#scope, {});
			return true;
		} catch {
			return false;
		}
	}
}

/** A page can be opened here, and not on the far side of an SSH session. */
function hasBrowser(environment: NodeJS.ProcessEnv): boolean {
	if (environment['SSH_CONNECTION']) {
		return false;
	}

	return process.platform !== 'linux' || ['DISPLAY', 'WAYLAND_DISPLAY', 'WSL_DISTRO_NAME'].some(name => environment[name]);
}
