import type {TokenCredential} from '@azure/core-auth';
import type {DeviceCode, SignInMethod} from '../deployment/account.ts';
import type {Endpoints} from '../environment/endpoints.ts';
import {isKnownAuthority} from './clouds.ts';

export interface SignInSettings {
	endpoints: Pick<Endpoints, 'azure' | 'authority'>;
	environment: NodeJS.ProcessEnv;
}

export interface CredentialOptions extends SignInSettings {
	tenantId: string | undefined;
	onDeviceCode?: ((code: DeviceCode) => void) | undefined;
	/** Seconds that the Azure CLI may take for a token. */
	processSeconds?: number;
}

/** Minutes that Microsoft lets a device code live; the SDK does not tell. */
const deviceCodeMinutes = 15;

/** Whether the environment names a service principal with a secret or a certificate. */
export function hasServicePrincipal(environment: NodeJS.ProcessEnv): boolean {
	const secret = environment['AZURE_CLIENT_SECRET'] ?? environment['AZURE_CLIENT_CERTIFICATE_PATH'];
	return Boolean(environment['AZURE_TENANT_ID'] && environment['AZURE_CLIENT_ID'] && secret);
}

/** A credential of one method for one tenant. The SDK is loaded when the first token is asked for. */
export function createCredential(method: SignInMethod, options: CredentialOptions): TokenCredential {
	let loading: Promise<TokenCredential> | undefined;
	return {
		async getToken(scopes, tokenOptions) {
			loading ??= loadCredential(method, options);
			const credential = await loading;
			return credential.getToken(scopes, tokenOptions);
		},
	};
}

async function loadCredential(method: SignInMethod, options: CredentialOptions): Promise<TokenCredential> {
	const sdk = await import('@azure/identity');
	const {environment, endpoints, onDeviceCode, processSeconds = 30} = options;
	const tenant = options.tenantId ? {tenantId: options.tenantId} : {};
	const authority = {authorityHost: endpoints.authority, disableInstanceDiscovery: !isKnownAuthority(endpoints.authority)};
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
			return new sdk.InteractiveBrowserCredential({...authority, tenantId: 'organizations', ...tenant});
		}

		case 'device-code': {
			return new sdk.DeviceCodeCredential({
				...authority,
				tenantId: 'organizations',
				...tenant,
				userPromptCallback({userCode, verificationUri}) {
					onDeviceCode?.({userCode, verificationUri, expiresAt: new Date(Date.now() + deviceCodeMinutes * 60_000)});
				},
			});
		}
	}
}
