import {rm, truncate, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import type {RunningMachine} from '../../source/sandbox/azure/cloud.ts';
import type {DnsRecord} from '../../source/sandbox/cloudflare/rehearsal.ts';
import {end, firstLine, spawnBound} from './bound.ts';
import {imageArchive} from './image-archive.ts';
import {boot, type Machine} from './machine.ts';
import {startAuthority, type Authority} from './pebble.ts';
import {startRegistry} from './registry.ts';
import {scratch} from './scratch.ts';
import {startStandIns} from './stand-ins.ts';

/** Stand-ins whose Azure machines are really booted, for a command that is started with `environment`. */
export interface Cloud {
	environment: Record<string, string>;
	/** Public address of the machine. */
	address: string;
	authority: Authority;
	/** Failures while booting, which the command can't see. */
	problems: unknown[];
	close(): Promise<void>;
}

/** Starts them; several can run at the same time. */
export async function startCloud(): Promise<Cloud> {
	const folder = await scratch('cloud');
	const reservation = spawnBound(join(import.meta.dirname, 'internet.sh'), [], {stdio: ['ignore', 'pipe', 'inherit']});
	const [internet = '', address = ''] = (await firstLine(reservation)).split(' ');
	const authority = await startAuthority(internet, '');
	const registry = await startRegistry(internet, await imageArchive());
	const machines = new Machines(folder, address);
	const names = new Names(authority);
	const standIns = await startStandIns(
		folder,
		{addressPool: [address], onMachineRunning: machines.boot, onMachineGone: machines.stop},
		names.change,
	);
	const trusted = join(folder, 'trusted.pem');
	await writeFile(trusted, [standIns.caCertificate, authority.httpsRoot, await authority.issuingRoot()].join('\n'));
	return {
		address,
		authority,
		problems: machines.problems,
		environment: {
			...standIns.environment,
			NODE_EXTRA_CA_CERTS: trusted,
			WASPER_ACME_DIRECTORY: authority.directory,
			WASPER_DNS_SERVERS: authority.dnsServer,
			WASPER_REGISTRY_MIRROR: registry.url,
		},
		async close() {
			await standIns.close();
			await machines.close();
			await registry.close();
			await authority.stop();
			await end(reservation);
			await rm(folder, {recursive: true, force: true});
		},
	};
}

/** The one machine: booted while Azure says that it is running, and shut down otherwise. */
class Machines {
	readonly problems: unknown[] = [];
	#machine: Machine | undefined;
	/** One after the other. */
	#work: Promise<void> = Promise.resolve();

	constructor(
		readonly folder: string,
		readonly address: string,
	) {}

	/** `identity` differs between a machine and an earlier one of the same name; so does that of its data disk. */
	readonly boot = (machine: RunningMachine, identity: (id: string) => string): void => {
		this.#then(async () => {
			this.#machine = await boot({
				cloudInit: provisioned(machine),
				folder: join(this.folder, identity(machine.id)),
				disk: await this.#disk(identity(machine.dataDisks['lun0'] ?? '')),
				address: this.address,
			});
		});
	};

	readonly stop = (): void => {
		this.#then(async () => {
			await this.#machine?.stop();
			this.#machine = undefined;
		});
	};

	async close(): Promise<void> {
		this.stop();
		await this.#work;
	}

	#then(work: () => Promise<void>): void {
		this.#work = this.#work.then(work).catch((error: unknown) => void this.problems.push(error));
	}

	async #disk(identity: string): Promise<string> {
		const path = join(this.folder, `${identity}.img`);
		await writeFile(path, '', {flag: 'a'});
		await truncate(path, 2 * 1024 ** 3);
		return path;
	}
}

/** Gives the records at Cloudflare to the name server. */
class Names {
	#known = new Set<string>();
	#changed: Promise<unknown> = Promise.resolve();

	constructor(readonly authority: Authority) {}

	readonly change = (records: DnsRecord[]): void => {
		// One change after another: an address is taken away before it is given again.
		this.#changed = this.#changed.then(async () => this.#tell(records));
	};

	async #tell(records: DnsRecord[]): Promise<void> {
		const addresses = Map.groupBy(
			records.filter(({type}) => type === 'A'),
			({name}) => name,
		);
		const gone = [...this.#known].filter(name => !addresses.has(name));
		this.#known = new Set(addresses.keys());
		await Promise.all([
			...gone.map(async name => this.authority.setAddresses(name, 'A', [])),
			...Array.from(addresses, async ([name, found]) =>
				this.authority.setAddresses(
					name,
					'A',
					found.map(({content}) => content),
				),
			),
		]);
	}
}

/** The tool's own cloud-init with the administrator that Azure itself adds. */
function provisioned({customData, adminUser, authorizedKeys}: RunningMachine): string {
	const [marker = ''] = customData.split('\n');
	const instructions = JSON.parse(customData.slice(marker.length)) as object;
	const user = {name: adminUser, shell: '/bin/bash', sudo: 'ALL=(ALL) NOPASSWD:ALL', ssh_authorized_keys: authorizedKeys};
	return `${marker}\n${JSON.stringify({...instructions, users: [user]})}\n`;
}
