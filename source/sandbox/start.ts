import {startAcme} from './acme/server.ts';
import type {Subscription} from './azure/catalogue.ts';
import {startAzure} from './azure/server.ts';
import {openAccount, rehearsalToken} from './cloudflare/rehearsal.ts';
import {startCloudflare} from './cloudflare/server.ts';
import {startDns} from './dns/server.ts';
import {SandboxAuthority} from './foundation/certificates.ts';
import {Faults} from './foundation/faults.ts';
import {Latency} from './foundation/latency.ts';
import {State} from './foundation/state.ts';
import {hostSeconds} from './host/definitions.ts';
import {Machines} from './host/machines.ts';
import {Ports} from './host/ports.ts';
import {startIdentity} from './identity/server.ts';
import {lockFolder} from './folder-lock.ts';
import {startMyIp} from './internet/my-ip.ts';
import {startSshListener} from './internet/ssh-listener.ts';
import {startPrices} from './prices/server.ts';
import type {Sandbox, SandboxOptions} from './sandbox.ts';

/** Public addresses of the rehearsal, from the range kept for documentation. */
const addressPool = ['203.0.113.10', '203.0.113.11', '203.0.113.12', '203.0.113.13'];

/**
 * Starts all stand-ins on loopback, going on from what the state folder holds.
 * Throws a UsageError when the faults can't be read, or when another process uses the folder.
 */
export async function startSandbox({stateFolder, faultsFile, latencyScale}: SandboxOptions): Promise<Sandbox> {
	const faults = await Faults.load(faultsFile);
	const ending: Array<() => unknown> = [];
	const close = async () => {
		// The last one started ends first; each ends although another can't.
		const results = [];
		for (const end of ending.splice(0).toReversed()) {
			// oxlint-disable-next-line no-await-in-loop -- one after the other is the point
			results.push(
				await Promise.try(end).then(
					() => undefined,
					(error: unknown) => error,
				),
			);
		}

		const failure = results.find(Boolean);
		if (failure) {
			throw failure;
		}
	};

	try {
		ending.push(await lockFolder(stateFolder));
		return {...(await startAll(stateFolder, faults, new Latency(latencyScale), ending)), close};
	} catch (error) {
		await close();
		throw error;
	}
}

async function startAll(folder: string, faults: Faults, latency: Latency, ending: Array<() => unknown>): Promise<Omit<Sandbox, 'close'>> {
	const keep = <T extends {close(): unknown}>(server: T): T => {
		ending.push(() => server.close());
		return server;
	};
	const state = keep(await State.open(folder));
	const authority = await SandboxAuthority.open(folder);
	const common = {state, faults, latency, authority};

	const account = openAccount(state);
	const quickDns = keep(await startDns({account, faults, spread: latency.scaled(hostSeconds.dnsSpread.quick)}));
	const slowDns = keep(await startDns({account, faults, spread: latency.scaled(hostSeconds.dnsSpread.slow)}));
	const onRecordsChanged = () => {
		quickDns.recordsChanged();
		slowDns.recordsChanged();
	};

	const ports = keep(await Ports.open(addressPool));
	const internet = {dnsServers: [slowDns.server], connectTo: (address: string, port: number) => ports.target(address, port)};
	const machines = keep(new Machines({state, faults, latency, ports, trusted: [authority.caCertificate]}));
	const acme = keep(await startAcme({...common, internet, validationDelay: latency.scaled(hostSeconds.validation)}));
	const cloudflare = keep(await startCloudflare({...common, account, onRecordsChanged}));
	const prices = keep(await startPrices(common));
	const myIp = keep(await startMyIp(common));
	const sshListener = keep(await startSshListener({faults}));
	const identity = keep(await startIdentity(common));
	const azure = keep(
		await startAzure({
			...common,
			...keptSubscriptions(state),
			addressPool,
			onMachineRunning: machine =>
				machines.boot({
					...machine,
					identity: identityOf(state, machine.id),
					dataDisk: machine.dataDisk && identityOf(state, machine.dataDisk),
				}),
			onMachineGone: ({id}) => machines.shutDown(id),
		}),
	);

	return {
		caCertificate: authority.caCertificate,
		environment: {
			WASPER_AZURE_ENDPOINT: azure.url,
			AZURE_AUTHORITY_HOST: identity.url,
			AZURE_TENANT_ID: identity.owner.tenantId,
			AZURE_CLIENT_ID: identity.owner.clientId,
			AZURE_CLIENT_SECRET: identity.owner.clientSecret,
			CLOUDFLARE_BASE_URL: cloudflare.url,
			CLOUDFLARE_API_TOKEN: rehearsalToken,
			WASPER_PRICES_URL: prices.url,
			WASPER_ACME_DIRECTORY: acme.url,
			WASPER_DNS_SERVERS: `${quickDns.server},${slowDns.server}`,
			WASPER_MY_IP_URL: myIp.url,
			WASPER_SSH_PROBE: sshListener.server,
			WASPER_CONNECT_TO: ports.connectTo.join(','),
		},
	};
}

/** Subscriptions that somebody wrote into the state, to rehearse with others than the usual one. */
function keptSubscriptions(state: State): {subscriptions?: Subscription[]} {
	const subscriptions = state.table<Subscription>('azure-subscriptions').values();
	return subscriptions.length > 0 ? {subscriptions} : {};
}

/** A machine or disk made anew under an old name is another one: Azure's unique id tells. */
function identityOf(state: State, id: string): string {
	const {uniqueId, vmId} =
		state.table<{properties: {uniqueId?: string; vmId?: string}}>('azure-resources').get(id.toLowerCase())?.properties ?? {};
	return uniqueId ?? vmId ?? id;
}
