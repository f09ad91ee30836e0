import {homedir} from 'node:os';
import {join} from 'node:path';
import {AzureLookups} from '../azure/lookups/lookups.ts';
import {paceAt} from '../azure/client/call.ts';
import {createAzureGateway} from '../azure/gateway.ts';
import {AzureSignIn} from '../azure/account/sign-in.ts';
import {CloudflareClient} from '../cloudflare/client.ts';
import type {Choices, SiteChoices} from '../deployment/choices.ts';
import {DnsResolver} from '../dns/resolver.ts';
import {computerName} from '../environment/computer.ts';
import {readEndpoints} from '../environment/endpoints.ts';
import {myAddress} from '../environment/my-address.ts';
import {deploymentFolder, logFolder} from '../environment/paths.ts';
import {SshHost} from '../host/client.ts';
import {hostGateways} from '../host/gateways.ts';
import {createSshKey, findSshKey, listSshKeys} from '../host/ssh-keys.ts';
import {timingAt} from '../host/timing.ts';
import {OutsideClient} from '../outside/client.ts';
import {findPrices} from '../prices/prices.ts';
import {findRegionalPrices} from '../prices/regions.ts';
import type {Backend} from './backend.ts';

export interface BackendOptions extends Pick<Backend, 'pace' | 'brings'>, Partial<Pick<Backend, 'asTyped'>> {
	environment: NodeJS.ProcessEnv;
	/** Folder for keys and passwords instead of the operator's own places: a rehearsal leaves nothing there. */
	folder?: string;
}

/** The backend at the endpoints that `environment` names; the public clouds where it names none. */
export function openBackend({environment, pace, brings, folder, asTyped = sentence => sentence}: BackendOptions): Backend {
	const endpoints = readEndpoints(environment);
	const keyFolder = folder ?? join(homedir(), '.ssh');
	const signIn = new AzureSignIn({endpoints, environment});
	const lookups = new AzureLookups({endpoints, account: signIn, pace: paceAt(pace)});
	const priceList = {url: endpoints.prices, source: brings ? 'rehearsal' : 'live'} as const;
	const nameOfHolder = async () => computerName(folder);
	const host = () => new SshHost(endpoints, timingAt(pace), nameOfHolder);
	const machineGateways = ({cloudflareToken}: Pick<SiteChoices, 'cloudflareToken'>) => ({
		cloudflare: new CloudflareClient(endpoints, cloudflareToken),
		dns: new DnsResolver(endpoints),
		hosts: hostGateways(host),
		outside: new OutsideClient(endpoints),
	});
	const azureSettings = ({subscription}: Pick<Choices, 'subscription'>) => ({
		endpoints,
		credential: signIn.credential(subscription.tenantId),
		subscriptionId: subscription.id,
		pace: paceAt(pace),
	});
	const folderOf = (domain: string) => (folder ? join(folder, domain) : deploymentFolder(domain));
	const backend: Backend = {
		pace,
		asTyped,
		...(brings && {brings}),
		// The rehearsal has its own service principal; nobody's real session is looked at.
		signInMethods: async () => (brings ? ['environment'] : signIn.methods()),
		async signIn(method, options) {
			await signIn.signIn(method, options);
			const tenantId = options.tenantId ? undefined : await lookups.betterTenant();
			if (tenantId) {
				await signIn.signIn(method, {...options, tenantId});
			}
		},
		session: async tenantId => signIn.session(tenantId),
		subscriptions: async () => lookups.subscriptions(),
		closedTenants: async () => lookups.closedTenants(),
		deployments: async subscription => lookups.deployments(subscription),
		systemDisk: async (subscription, group) => lookups.systemDisk(subscription, group),
		regions: async subscription => lookups.regions(subscription),
		sizes: async (subscription, region) => lookups.sizes(subscription, region),
		size: async choices => lookups.size(choices),
		offered: async (subscription, region) => lookups.lastSizes(subscription, region),
		prices: async (region, sizes, currency) => findPrices({...priceList, region, sizes, currency}),
		regionalPrices: async (size, currency) => findRegionalPrices({...priceList, size, currency}),
		zones: async token => new CloudflareClient(endpoints, token).zones(),
		myAddress: async () => myAddress(endpoints),
		sshKeys: async () => listSshKeys(keyFolder),
		newKeyPath: join(keyFolder, 'wasper_ed25519'),
		deploymentFolder: folderOf,
		findSshKey,
		createSshKey,
		async preview(choices, options) {
			const {preview} = await import('./preview.ts');
			return preview(choices, backend, options);
		},
		async checks(choices, {logFolder: log = logFolder, asks = false, ...options} = {}) {
			const {runPreflight} = await import('../preflight/run.ts');
			const settings = azureSettings(choices);
			const {preflightGateways} = await import('./preflight-gateways.ts');
			const gateways = preflightGateways({
				choices,
				endpoints,
				settings,
				lookups,
				folder: folderOf(choices.domain),
				logFolder: log,
				session: async () => signIn.session(choices.subscription.tenantId),
				asks,
			});
			return runPreflight(choices, gateways, options);
		},
		async siteChecks(choices, {logFolder: log = logFolder, address, ...options} = {}) {
			const [{runSitePreflight}, {siteGateways}] = await Promise.all([import('../preflight/run.ts'), import('./preflight-gateways.ts')]);
			const folder = folderOf(choices.domain);
			const gateways = siteGateways({choices, endpoints, folder, logFolder: log, address: async () => address});
			return runSitePreflight(choices, gateways, options);
		},
		host,
		reaches: (address, port) => !brings || endpoints.connectTo.has(`${address}:${port}`),
		machineGateways,
		gateways: choices => ({azure: createAzureGateway(azureSettings(choices)), ...machineGateways(choices)}),
	};
	return backend;
}
