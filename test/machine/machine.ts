import {execFile} from 'node:child_process';
import {existsSync} from 'node:fs';
import {mkdir, readFile, rm, truncate, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {promisify} from 'node:util';
import {end, firstLine, spawnBound} from './bound.ts';
import {startPackageProxy} from './package-proxy.ts';
import {machineCache, scratch} from './scratch.ts';
import {chosenSystem, systems, type System} from './systems.ts';

const run = promisify(execFile);
const here = import.meta.dirname;
let booted = 0;

export interface BootOptions {
	/** `#cloud-config` text, as the tool passes it to Azure. */
	cloudInit: string;
	/** Size of a new data disk at LUN 0; absent: no data disk. */
	diskMiB?: number;
	/** An image file attached at LUN 0 instead: it is kept when the machine ends. */
	disk?: string;
	/** Folder for its OS disk, kept when the machine ends: booted again from there, it is the same machine. */
	folder?: string;
	/** Another address by which it is reached. */
	address?: string;
	system?: System;
}

export interface Machine {
	/** Its network namespace is `/run/netns/NAME`. */
	name: string;
	address: string;
	/** The address of this side of the machine's only network link. */
	gateway: string;
	/** What its console printed so far. */
	console(): Promise<string>;
	/** Shuts it down; its folder is removed, a disk given by the caller is kept. */
	stop(): Promise<void>;
}

/** Boots a machine with systemd, sshd and cloud-init (root only). It answers SSH a few seconds later. */
export async function boot(options: BootOptions): Promise<Machine> {
	booted += 1;
	const name = `wasper${process.pid}-${booted}`;
	const system = options.system ?? chosenSystem;
	const {stdout: root} = await run(join(here, 'root.sh'), [system], {timeout: 600_000});
	const archives = join(machineCache, 'archives', system);
	await mkdir(archives, {recursive: true});
	const work = options.folder ?? (await scratch('machine'));
	const seed = join(work, 'seed');
	if (!existsSync(seed)) {
		await mkdir(seed, {recursive: true});
		await writeFile(join(seed, 'user-data'), options.cloudInit, {mode: 0o600});
		await writeFile(join(seed, 'meta-data'), `{"instance-id": "${name}", "local-hostname": "${name}"}\n`);
	}

	const disk = options.disk ?? (options.diskMiB ? join(work, 'disk.img') : '');
	if (options.diskMiB && !options.disk) {
		await writeFile(disk, '');
		await truncate(disk, options.diskMiB * 1024 * 1024);
	}

	const child = spawnBound(join(here, 'boot.sh'), [], {
		env: {
			...process.env,
			NAME: name,
			WORK: work,
			ROOT: root.trim(),
			SEED: seed,
			DISK: disk,
			ARCHIVES: archives,
			ADDRESS: options.address ?? '',
			// Its systemd knows cgroups of version 2 only. Where this computer keeps its controllers in version 1, there are none in them.
			...('unified' in systems[system] && {SYSTEMD_NSPAWN_UNIFIED_HIERARCHY: '1'}),
		},
		stdio: ['ignore', 'pipe', 'inherit'],
		detached: true,
	});
	const stop = async () => {
		await end(child);
		if (!options.folder) {
			await rm(work, {recursive: true, force: true});
		}
	};

	try {
		const [address = '', gateway = ''] = (await firstLine(child)).replace('booting ', '').split(' ');
		const proxy = await startPackageProxy(gateway);
		return {
			name,
			address,
			gateway,
			console: () => readFile(join(work, 'console.log'), 'utf8'),
			async stop() {
				await stop();
				await proxy.close();
			},
		};
	} catch (error) {
		await stop();
		throw error;
	}
}
