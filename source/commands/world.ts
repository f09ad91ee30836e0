import type {World} from '../answers/world.ts';
import {AzureCatalog} from '../azure/catalog.ts';
import {paceAt} from '../azure/call.ts';
import {createAzureGateway} from '../azure/gateway.ts';
import {AzureSignIn} from '../azure/sign-in.ts';
import {CloudflareClient} from '../cloudflare/client.ts';
import type {Choices} from '../deployment/choices.ts';
import {DnsResolver} from '../dns/resolver.ts';
import {readEndpoints} from '../environment/endpoints.ts';
import {myAddress} from '../environment/my-address.ts';
import {SshHost} from '../host/client.ts';
import {createSshKey, listSshKeys} from '../host/ssh-keys.ts';
import {OutsideClient} from '../outside/client.ts';
import {findPrices} from '../prices/prices.ts';
import type {Gateways} from '../steps/gateways.ts';

/** A world with its doors: what the questions look up, and the gateways for what was chosen. */
export interface OpenedWorld extends World {
	gateways(choices: Pick<Choices, 'subscription' | 'cloudflareToken'>): Gateways;
	/** The door to a machine alone, where Azure is not asked. */
	host(): Gateways['host'];
	/** Seconds that things take here against the usual. */
	pace: number;
}

export interface WorldOptions extends Pick<OpenedWorld, 'pace' | 'brings'> {
	environment: NodeJS.ProcessEnv;
}

/** The world at the endpoints that `environment` names; the public clouds where it names none. */
export function openWorld({environment, pace, brings}: WorldOptions): OpenedWorld {
	const endpoints = readEndpoints(environment);
	const signIn = new AzureSignIn({endpoints, environment});
	const catalog = new AzureCatalog({endpoints, account: signIn, pace: paceAt(pace)});
	return {
		pace,
		...(brings && {brings}),
		// The rehearsal has its own service principal; nobody's real session is looked at.
		signInMethods: async () => (brings ? ['environment'] : signIn.methods()),
		signIn: async (method, options) => signIn.signIn(method, options),
		subscriptions: async () => catalog.subscriptions(),
		regions: async subscription => catalog.regions(subscription),
		sizes: async (subscription, region) => catalog.sizes(subscription, region),
		prices: async (region, sizes) => findPrices(endpoints.prices, region, sizes),
		zones: async token => new CloudflareClient(endpoints, token).zones(),
		myAddress: async () => myAddress(endpoints),
		sshKeys: async () => listSshKeys(),
		createSshKey,
		host: () => new SshHost(endpoints),
		gateways: ({subscription, cloudflareToken}) => ({
			azure: createAzureGateway({
				endpoints,
				credential: signIn.credential(subscription.tenantId),
				subscriptionId: subscription.id,
				pace: paceAt(pace),
			}),
			cloudflare: new CloudflareClient(endpoints, cloudflareToken),
			dns: new DnsResolver(endpoints),
			host: new SshHost(endpoints),
			outside: new OutsideClient(endpoints),
		}),
	};
}
