import {execFile, spawn} from 'node:child_process';
import {existsSync} from 'node:fs';
import {mkdir, mkdtemp, readFile, rm, truncate, writeFile} from 'node:fs/promises';
import {homedir} from 'node:os';
import {join} from 'node:path';
import {createInterface} from 'node:readline';
import {promisify} from 'node:util';
import {startPackageProxy} from './package-proxy.ts';

const run = promisify(execFile);
const here = import.meta.dirname;
let booted = 0;

export const machineCache = join(process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'create-wasper-azure', 'machine');

export interface BootOptions {
	/** `#cloud-config` text, as the tool hands it to Azure. */
	cloudInit: string;
	/** Size of a new data disk at LUN 0; absent: no data disk. */
	diskMiB?: number;
	/** An image file attached at LUN 0 instead: it outlives the machine. */
	disk?: string;
	/** Holds its system disk instead of a folder that goes with it: booted again from there, it is the same machine. */
	folder?: string;
}

export interface Machine {
	/** Its network namespace is `/run/netns/NAME`. */
	name: string;
	address: string;
	/** This side of the machine's only network cable. */
	gateway: string;
	/** What its console printed so far. */
	console(): Promise<string>;
	/** Shuts it down; its folder is removed, a disk given by the caller stays. */
	stop(): Promise<void>;
}

/** Boots a machine with systemd, sshd and cloud-init (root only). It answers SSH a few seconds later. */
export async function boot(options: BootOptions): Promise<Machine> {
	booted += 1;
	const name = `wasper${process.pid}-${booted}`;
	const {stdout: root} = await run(join(here, 'root.sh'), {timeout: 300_000});
	const archives = join(machineCache, 'archives');
	await mkdir(archives, {recursive: true});
	const work = options.folder ?? (await mkdtemp(join(machineCache, 'run-')));
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

	const child = spawn(join(here, 'boot.sh'), {
		env: {...process.env, NAME: name, WORK: work, ROOT: root.trim(), SEED: seed, DISK: disk, ARCHIVES: archives},
		stdio: ['ignore', 'pipe', 'inherit'],
		detached: true,
	});
	const ended = new Promise<void>(resolve => child.once('exit', () => resolve()));
	const stop = async () => {
		child.kill('SIGTERM');
		await ended;
		if (!options.folder) {
			await rm(work, {recursive: true, force: true});
		}
	};

	try {
		const [address = '', gateway = ''] = (await firstLine(child.stdout, ended)).replace('booting ', '').split(' ');
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

async function firstLine(stdout: NodeJS.ReadableStream, ended: Promise<void>): Promise<string> {
	const line = new Promise<string>(resolve => createInterface({input: stdout}).once('line', resolve));
	const first = await Promise.race([line, ended]);
	if (typeof first !== 'string') {
		throw new Error('The test machine did not boot; see the lines above.');
	}

	return first;
}
