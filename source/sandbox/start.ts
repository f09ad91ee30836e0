import {startAcme} from './acme/server.ts';
import type {Subscription} from './azure/offerings.ts';
import {startAzure} from './azure/server.ts';
import {uniqueIdOf} from './azure/unique-id.ts';
import {openAccount} from './cloudflare/rehearsal.ts';
import {startCloudflare} from './cloudflare/server.ts';
import {startDns} from './dns/server.ts';
import {cloudEnvironment} from './environment.ts';
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
					identity: uniqueIdOf(state, machine.id) ?? machine.id,
					dataDisks: Object.fromEntries(Object.entries(machine.dataDisks).map(([lun, id]) => [lun, uniqueIdOf(state, id) ?? id])),
				}),
			onMachineGone: ({id}) => machines.shutDown(id),
		}),
	);

	return {
		caCertificate: authority.caCertificate,
		environment: {
			...cloudEnvironment({azure, identity, cloudflare, prices, myIp}),
			WASPER_ACME_DIRECTORY: acme.url,
			WASPER_DNS_SERVERS: `${quickDns.server},${slowDns.server}`,
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
