import {execFile, spawn} from 'node:child_process';
import {createReadStream} from 'node:fs';
import {rm, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {promisify} from 'node:util';
import {boot, type BootOptions, type Machine} from './machine.ts';
import {cloudInit, createKeys, type Keys} from './keys.ts';
import {startAuthority, type Authority} from './pebble.ts';
import {scratch, shortPaths} from './scratch.ts';
import {Shell} from './shell.ts';

const run = promisify(execFile);
const assets = join(import.meta.dirname, '../../assets');

/** A booted machine with wasperctl on it, and the authority and name server of its backend. */
export interface Backend {
	machine: Machine;
	authority: Authority;
	shell: Shell;
	keys: Keys;
	folder: string;
	settings: Record<string, unknown>;
	close(): Promise<void>;
}

export const domain = 'wasper.example.com';

/** Boots a machine, waits for SSH, installs wasperctl and sends the settings. */
export async function startBackend(options: Partial<BootOptions> = {}): Promise<Backend> {
	const folder = await scratch('backend', shortPaths);
	const keys = await createKeys(folder);
	const machine = await boot({cloudInit: cloudInit(keys), diskMiB: 2048, ...options});
	const authority = await startAuthority(machine.gateway, machine.address).catch(async (error: unknown) => {
		await machine.stop();
		throw error;
	});
	const knownHosts = join(folder, 'known_hosts');
	await writeFile(knownHosts, `${machine.address} ${keys.hostPublic}\n`);
	const shell = new Shell(machine.address, keys.privatePath, knownHosts);
	const settings = {
		domain,
		certificateContact: 'a@example.com',
		address: machine.address,
		acmeDirectory: authority.directory,
		acmeAuthority: authority.httpsRoot,
		dnsServers: [authority.dnsServer],
	};
	const close = async () => {
		await authority.stop();
		await machine.stop();
		await rm(folder, {recursive: true, force: true});
	};

	try {
		await shell.answers();
		await installProgram(shell);
		await shell.must('sudo wasperctl configure', {input: JSON.stringify(settings)});
	} catch (error) {
		await close();
		throw error;
	}

	return {machine, authority, shell, keys, folder, settings, close};
}

/** Installs wasperctl from assets/host on the machine. */
async function installProgram(shell: Shell): Promise<void> {
	const archive = spawn('tar', ['-C', assets, '-cz', 'host', 'releases.json'], {stdio: ['ignore', 'pipe', 'inherit']});
	await shell.must(
		'rm -rf /tmp/program && mkdir /tmp/program && tar -xz -C /tmp/program && mv /tmp/program/releases.json /tmp/program/host/ && sudo /tmp/program/host/install && rm -rf /tmp/program',
		{input: archive.stdout},
	);
}

/** Loads the stand-in images of a release set, tagged as the compose file names them; no registry is asked. */
export async function loadImages(backend: Backend, release = 'recommended'): Promise<void> {
	const wrapper = join(backend.folder, 'ssh');
	const knownHosts = join(backend.folder, 'known_hosts');
	await writeFile(
		wrapper,
		`#!/bin/sh\nexec ssh -o BatchMode=yes -o UserKnownHostsFile=${knownHosts} -i ${backend.keys.privatePath} wasperadmin@${backend.machine.address} "$@"\n`,
		{mode: 0o755},
	);
	const {stdout} = await run(join(import.meta.dirname, 'images/build.sh'), [release, wrapper], {
		timeout: 300_000,
		maxBuffer: 64 * 1024 * 1024,
	});
	await backend.shell.must('sudo docker load --quiet', {input: createReadStream(stdout.trim())});
}
