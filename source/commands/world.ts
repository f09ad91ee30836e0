import {homedir} from 'node:os';
import {join} from 'node:path';
import type {World} from '../answers/world.ts';
import {AzureCatalog} from '../azure/catalog.ts';
import {paceAt} from '../azure/call.ts';
import {createAzureGateway} from '../azure/gateway.ts';
import type {SessionFacts} from '../azure/lifetime.ts';
import {AzureSignIn} from '../azure/sign-in.ts';
import {CloudflareClient} from '../cloudflare/client.ts';
import type {Check} from '../deployment/check.ts';
import type {Choices, SiteChoices} from '../deployment/choices.ts';
import type {MachineSize} from '../deployment/machine-size.ts';
import {DnsResolver} from '../dns/resolver.ts';
import {computerName} from '../environment/computer.ts';
import {readEndpoints} from '../environment/endpoints.ts';
import {myAddress} from '../environment/my-address.ts';
import {deploymentFolder, logFolder} from '../environment/paths.ts';
import {SshHost} from '../host/client.ts';
import {createSshKey, listSshKeys} from '../host/ssh-keys.ts';
import {timingAt} from '../host/timing.ts';
import {OutsideClient} from '../outside/client.ts';
import type {PreflightOptions} from '../preflight/run.ts';
import {findPrices} from '../prices/prices.ts';
import {findRegionalPrices} from '../prices/regions.ts';
import type {Gateways, MachineGateways} from '../steps/gateways.ts';
import {OfferedSizes} from './offered-sizes.ts';

/** A world with its doors: what the questions look up, and the gateways for what was chosen. */
export interface OpenedWorld extends World {
	gateways(choices: Pick<Choices, 'subscription' | 'cloudflareToken'>): Gateways;
	/** The doors for a machine that stands already. */
	machineGateways(choices: Pick<SiteChoices, 'cloudflareToken'>): MachineGateways;
	/** Asks everything that can go wrong with these choices; changes nothing that stays. `logFolder` is where this run's log goes, `asks` whether somebody can be asked in its middle. */
	checks(choices: Choices, options?: PreflightOptions & {logFolder?: string; asks?: boolean}): Promise<Check[]>;
	/** The door to a machine alone, where Azure is not asked. */
	host(): Gateways['host'];
	/** Whether a machine may be named there: a rehearsal has its own only, and touches no real one. */
	reaches(address: string, port: number): boolean;
	/** The chosen size as Azure offered it; the list is asked for only where nobody has. */
	size(choices: Pick<Choices, 'subscription' | 'region' | 'size'>): Promise<MachineSize>;
	/** Who signed in to a tenant, and until when; for `checkLifetime`. Throws an OperatorError when the sign-in does not work any more. */
	session(tenantId?: string): Promise<SessionFacts>;
	/** All sizes as Azure offered them last, asked for only where nobody has. */
	offered(subscriptionId: string, region: string): Promise<readonly MachineSize[]>;
	/** Where this computer keeps what belongs to the deployment at `domain`. */
	deploymentFolder(domain: string): string;
	/** Seconds that things take here against the usual. */
	pace: number;
	/** What a command must carry to work in this world: none in the real one. */
	commandFlags: readonly string[];
}

export interface WorldOptions extends Pick<OpenedWorld, 'pace' | 'brings'>, Partial<Pick<OpenedWorld, 'commandFlags'>> {
	environment: NodeJS.ProcessEnv;
	/** Folder for keys and passwords instead of the operator's own places: a rehearsal leaves nothing there. */
	folder?: string;
}

/** The world at the endpoints that `environment` names; the public clouds where it names none. */
export function openWorld({environment, pace, brings, folder, commandFlags = []}: WorldOptions): OpenedWorld {
	const endpoints = readEndpoints(environment);
	const keyFolder = folder ?? join(homedir(), '.ssh');
	const signIn = new AzureSignIn({endpoints, environment});
	const catalog = new AzureCatalog({endpoints, account: signIn, pace: paceAt(pace)});
	const priceList = {url: endpoints.prices, source: brings ? 'rehearsal' : 'live'} as const;
	const nameOfHolder = async () => computerName(folder);
	const machineGateways = ({cloudflareToken}: Pick<SiteChoices, 'cloudflareToken'>) => ({
		cloudflare: new CloudflareClient(endpoints, cloudflareToken),
		dns: new DnsResolver(endpoints),
		host: new SshHost(endpoints, timingAt(pace), nameOfHolder),
		outside: new OutsideClient(endpoints),
	});
	const azureSettings = ({subscription}: Pick<Choices, 'subscription'>) => ({
		endpoints,
		credential: signIn.credential(subscription.tenantId),
		subscriptionId: subscription.id,
		pace: paceAt(pace),
	});
	const folderOf = (domain: string) => (folder ? join(folder, domain) : deploymentFolder(domain));
	const sizes = new OfferedSizes(async (subscription, region) => catalog.sizes(subscription, region));
	const world: OpenedWorld = {
		pace,
		commandFlags,
		...(brings && {brings}),
		// The rehearsal has its own service principal; nobody's real session is looked at.
		signInMethods: async () => (brings ? ['environment'] : signIn.methods()),
		async signIn(method, options) {
			await signIn.signIn(method, options);
			const tenantId = options.tenantId ? undefined : await catalog.betterTenant();
			if (tenantId) {
				await signIn.signIn(method, {...options, tenantId});
			}
		},
		session: async tenantId => signIn.session(tenantId),
		subscriptions: async () => catalog.subscriptions(),
		closedTenants: async () => catalog.closedTenants(),
		deployments: async subscription => catalog.deployments(subscription),
		systemDisk: async (subscription, group) => catalog.systemDisk(subscription, group),
		regions: async subscription => catalog.regions(subscription),
		sizes: async (subscription, region) => sizes.list(subscription, region),
		size: async choices => sizes.find(choices),
		offered: async (subscription, region) => sizes.last(subscription, region),
		prices: async (region, sizes, currency) => findPrices({...priceList, region, sizes, currency}),
		regionalPrices: async (size, currency) => findRegionalPrices({...priceList, size, currency}),
		zones: async token => new CloudflareClient(endpoints, token).zones(),
		myAddress: async () => myAddress(endpoints),
		sshKeys: async () => listSshKeys(keyFolder),
		newKeyPath: join(keyFolder, 'wasper_ed25519'),
		deploymentFolder: folderOf,
		createSshKey,
		async preview(choices, options) {
			const {preview} = await import('./preview.ts');
			return preview(choices, world, options);
		},
		async checks(choices, {logFolder: log = logFolder, asks = false, ...options} = {}) {
			const {runPreflight} = await import('../preflight/run.ts');
			const settings = azureSettings(choices);
			const {preflightDoors} = await import('./preflight-doors.ts');
			const doors = preflightDoors({
				choices,
				endpoints,
				settings,
				catalog,
				size: async () => sizes.find(choices),
				folder: folderOf(choices.domain),
				logFolder: log,
				session: async () => signIn.session(choices.subscription.tenantId),
				asks,
			});
			return runPreflight(choices, doors, options);
		},
		host: () => new SshHost(endpoints, timingAt(pace), nameOfHolder),
		reaches: (address, port) => !brings || endpoints.connectTo.has(`${address}:${port}`),
		machineGateways,
		gateways: choices => ({azure: createAzureGateway(azureSettings(choices)), ...machineGateways(choices)}),
	};
	return world;
}
