import {rehearsalToken} from './cloudflare/rehearsal.ts';
import type {IdentityServer} from './identity/server.ts';

interface Server {
	url: string;
}

export interface CloudServers {
	azure: Server;
	identity: IdentityServer;
	cloudflare: Server;
	prices: Server;
	myIp: Server;
}

/** What points the command at stand-ins for the clouds, with the credentials that they take. */
export function cloudEnvironment({azure, identity, cloudflare, prices, myIp}: CloudServers): Record<string, string> {
	return {
		WASPER_AZURE_ENDPOINT: azure.url,
		AZURE_AUTHORITY_HOST: identity.url,
		AZURE_TENANT_ID: identity.owner.tenantId,
		AZURE_CLIENT_ID: identity.owner.clientId,
		AZURE_CLIENT_SECRET: identity.owner.clientSecret,
		CLOUDFLARE_BASE_URL: cloudflare.url,
		CLOUDFLARE_API_TOKEN: rehearsalToken,
		WASPER_PRICES_URL: prices.url,
		WASPER_MY_IP_URL: myIp.url,
	};
}
