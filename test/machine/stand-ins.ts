import {join} from 'node:path';
import {startAzure} from '../../source/sandbox/azure/server.ts';
import type {CloudOptions, RunningMachine} from '../../source/sandbox/azure/cloud.ts';
import {uniqueIdOf} from '../../source/sandbox/azure/unique-id.ts';
import {openAccount, type DnsRecord} from '../../source/sandbox/cloudflare/rehearsal.ts';
import {startCloudflare} from '../../source/sandbox/cloudflare/server.ts';
import {cloudEnvironment} from '../../source/sandbox/environment.ts';
import {SandboxAuthority} from '../../source/sandbox/foundation/certificates.ts';
import {Faults} from '../../source/sandbox/foundation/faults.ts';
import {Latency} from '../../source/sandbox/foundation/latency.ts';
import {State} from '../../source/sandbox/foundation/state.ts';
import {startIdentity} from '../../source/sandbox/identity/server.ts';
import {startMyIp} from '../../source/sandbox/internet/my-ip.ts';
import {startPrices} from '../../source/sandbox/prices/server.ts';

export interface StandIns {
	/** What points the command at them, credentials included. */
	environment: Record<string, string>;
	/** PEM of the authority behind their HTTPS. */
	caCertificate: string;
	close(): Promise<void>;
}

/** The sandbox's Azure, sign-in, price list and Cloudflare, without its machine, names and certificate authority. */
export async function startStandIns(
	folder: string,
	azureOptions: Pick<CloudOptions, 'addressPool' | 'onMachineGone'> & {
		onMachineRunning(machine: RunningMachine, identity: (id: string) => string): void;
	},
	onRecords: (records: DnsRecord[]) => void,
): Promise<StandIns> {
	const state = await State.open(join(folder, 'state'));
	const common = {state, faults: new Faults([]), latency: new Latency(0), authority: await SandboxAuthority.open(join(folder, 'state'))};
	const account = openAccount(state);
	const cloudflare = await startCloudflare({...common, account, onRecordsChanged: () => onRecords(account.records.values())});
	const [prices, myIp, identity, azure] = await Promise.all([
		startPrices(common),
		startMyIp(common),
		startIdentity(common),
		startAzure({
			...common,
			...azureOptions,
			onMachineRunning: machine => azureOptions.onMachineRunning(machine, id => uniqueIdOf(state, id) ?? 'none'),
		}),
	]);
	return {
		caCertificate: common.authority.caCertificate,
		environment: cloudEnvironment({azure, identity, cloudflare, prices, myIp}),
		async close() {
			await Promise.all([azure, identity, myIp, prices, cloudflare].map(async server => server.close()));
			state.close();
		},
	};
}
