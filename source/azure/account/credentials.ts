import type {AccessToken, GetTokenOptions} from '@azure/core-auth';
import type {DeviceCode, SignInMethod} from '../../deployment/account.ts';
import type {Endpoints} from '../../environment/endpoints.ts';
import {isKnownAuthority} from './clouds.ts';
import {DeviceCodeWatch} from './device-code.ts';

export interface SignInSettings {
	endpoints: Pick<Endpoints, 'azure' | 'authority'>;
	environment: NodeJS.ProcessEnv;
	/** Seconds that the Azure CLI may take to say whether it has a session; 5 by default. */
	probeSeconds?: number;
}

export interface CredentialOptions extends SignInSettings {
	tenantId: string | undefined;
	onDeviceCode?: ((code: DeviceCode) => void) | undefined;
	/** Seconds that the Azure CLI may take for a token. */
	processSeconds?: number;
}

/** Whether the environment names a service principal with a secret or a certificate. */
export function hasServicePrincipal(environment: NodeJS.ProcessEnv): boolean {
	const secret = environment['AZURE_CLIENT_SECRET'] ?? environment['AZURE_CLIENT_CERTIFICATE_PATH'];
	return Boolean(environment['AZURE_TENANT_ID'] && environment['AZURE_CLIENT_ID'] && secret);
}

/** A credential of the SDK. It never turns to a person by itself: in the middle of a run nobody would see that. */
export interface Credential {
	getToken(scope: string, options: GetTokenOptions): Promise<AccessToken>;
	/** Has the person sign in; does nothing where nobody has to. */
	authenticate(scope: string, options: GetTokenOptions): Promise<void>;
}

/** A credential of one method for one tenant. The SDK is loaded when it is first used. */
export function createCredential(method: SignInMethod, options: CredentialOptions): Credential {
	let loading: ReturnType<typeof loadCredential> | undefined;
	const load = async () => (loading ??= loadCredential(method, options));
	return {
		async getToken(scope, tokenOptions) {
			const credential = await load();
			const token = await credential.getToken(scope, tokenOptions);
			if (!token) {
				throw new Error('the sign-in service gave no token');
			}

			return token;
		},
		async authenticate(scope, tokenOptions) {
			const credential = await load();
			if ('authenticate' in credential) {
				await credential.authenticate(scope, tokenOptions);
			}
		},
	};
}

async function loadCredential(method: SignInMethod, options: CredentialOptions) {
	const sdk = await import('./identity.ts');
	const {environment, endpoints, onDeviceCode, processSeconds = 30} = options;
	const tenant = options.tenantId ? {tenantId: options.tenantId} : {};
	const authority = {authorityHost: endpoints.authority, disableInstanceDiscovery: !isKnownAuthority(endpoints.authority)};
	const person = {...authority, tenantId: 'organizations', ...tenant, disableAutomaticAuthentication: true};
	switch (method) {
		case 'environment': {
			const {AZURE_TENANT_ID: tenantId = '', AZURE_CLIENT_ID: clientId = '', AZURE_CLIENT_SECRET: secret} = environment;
			if (secret) {
				return new sdk.ClientSecretCredential(tenantId, clientId, secret, authority);
			}

			const {AZURE_CLIENT_CERTIFICATE_PATH: certificatePath = '', AZURE_CLIENT_CERTIFICATE_PASSWORD: certificatePassword} = environment;
			const certificate = {certificatePath, ...(certificatePassword ? {certificatePassword} : {})};
			return new sdk.ClientCertificateCredential(tenantId, clientId, certificate, authority);
		}

		case 'azure-cli': {
			return new sdk.AzureCliCredential({...tenant, processTimeoutInMs: processSeconds * 1000});
		}

		case 'browser': {
			return new sdk.InteractiveBrowserCredential(person);
		}

		case 'device-code': {
			const watch = new DeviceCodeWatch();
			const credential = new sdk.DeviceCodeCredential({
				...person,
				additionalPolicies: [{policy: watch.policy, position: 'perCall'}],
				userPromptCallback({userCode, verificationUri}) {
					onDeviceCode?.({userCode, verificationUri, expiresAt: watch.expiresAt});
				},
			});
			return {
				getToken: async (scope: string, tokenOptions: GetTokenOptions) => credential.getToken(scope, tokenOptions),
				async authenticate(scope: string, tokenOptions: GetTokenOptions) {
					try {
						await credential.authenticate(scope, tokenOptions);
					} catch (error) {
						throw watch.explain(error);
					}
				},
			};
		}
	}
}
