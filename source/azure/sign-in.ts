import type {TokenCredential} from '@azure/core-auth';
import type {DeviceCode, SignInMethod} from '../deployment/account.ts';
import {audienceOf} from './clouds.ts';
import {createCredential, hasServicePrincipal, type SignInSettings} from './credentials.ts';
import {explainFailure} from './explain-failure.ts';
import {CancelledError} from '../errors/kinds.ts';

const probeSeconds = 5;

/** Who works in Azure: found out once, then a credential for each tenant. Tokens stay in memory. */
export class AzureSignIn {
	readonly #settings: SignInSettings;
	readonly #credentials = new Map<string, TokenCredential>();
	#method: SignInMethod | undefined;
	#onDeviceCode: ((code: DeviceCode) => void) | undefined;

	constructor(settings: SignInSettings) {
		this.#settings = settings;
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
	async signIn(method: SignInMethod, options: {signal?: AbortSignal; onDeviceCode?(code: DeviceCode): void}): Promise<void> {
		this.#method = method;
		this.#onDeviceCode = code => options.onDeviceCode?.(code);
		this.#credentials.clear();
		const {signal} = options;
		try {
			await this.credential().getToken(this.#scope, signal ? {abortSignal: signal} : {});
		} catch (error) {
			throw signal?.aborted ? new CancelledError({}, {cause: error}) : explainFailure(error, 'signing in');
		}
	}

	/** Whether tokens for other tenants come without asking anybody. */
	get reachesOtherTenants(): boolean {
		return this.#method === 'azure-cli';
	}

	/** Whether a person signed in, who may be a guest in other tenants. */
	get isPerson(): boolean {
		return this.#method === 'browser' || this.#method === 'device-code';
	}

	/** The credential for a tenant, the account's own unless named. One object a tenant: the SDK's can't change it. */
	credential(tenantId?: string): TokenCredential {
		const method = this.#method;
		if (!method) {
			throw new Error('a credential was asked for before anybody signed in');
		}

		const tenant = tenantId ?? this.#settings.environment['AZURE_TENANT_ID'] ?? '';
		const known = this.#credentials.get(tenant);
		const credential =
			known ?? createCredential(method, {...this.#settings, tenantId: tenant || undefined, onDeviceCode: this.#onDeviceCode});
		this.#credentials.set(tenant, credential);
		return credential;
	}

	get #scope(): string {
		return `${audienceOf(this.#settings.endpoints.azure)}/.default`;
	}

	async #hasCliSession(): Promise<boolean> {
		try {
			const probe = createCredential('azure-cli', {...this.#settings, tenantId: undefined, processSeconds: probeSeconds});
			await probe.getToken(this.#scope);
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
