import {once} from 'node:events';
import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import type {ExecutionContext} from 'ava';
import ssh2 from 'ssh2';
import type * as z from 'zod';
import {applyEvent, hostReport, type ApplyEvent, type HostReport} from '../../../source/host/protocol.ts';
import {installCommand} from '../../../source/host/commands.ts';
import {hostProgram} from '../../../source/host/program.ts';
import {generateKeyPair} from '../../../source/host/ssh-keys.ts';
import {startAcme} from '../../../source/sandbox/acme/server.ts';
import {createRecord} from '../../../source/sandbox/cloudflare/records.ts';
import {openAccount} from '../../../source/sandbox/cloudflare/rehearsal.ts';
import {startDns} from '../../../source/sandbox/dns/server.ts';
import {SandboxAuthority} from '../../../source/sandbox/foundation/certificates.ts';
import {Faults, type faultSchema} from '../../../source/sandbox/foundation/faults.ts';
import {Latency} from '../../../source/sandbox/foundation/latency.ts';
import {State} from '../../../source/sandbox/foundation/state.ts';
import {Machines, type BootedMachine} from '../../../source/sandbox/host/machines.ts';
import {Ports} from '../../../source/sandbox/host/ports.ts';

export const domain = 'wasper.example.com';
export const address = '203.0.113.10';
export const owner = {email: 'a@example.com', firstName: 'Ada', lastName: 'Example', password: 'correct horse battery'};

export interface Ran {
	code: number | undefined;
	stdout: string;
	stderr: string;
}

/** A machine of the sandbox with DNS and a certificate authority around it, and a client that pins its host key. */
export async function bootMachine(
	t: ExecutionContext,
	options: {faults?: Array<z.input<typeof faultSchema>>; scale?: number; folder?: string} = {},
) {
	const folder = options.folder ?? (await mkdtemp(join(tmpdir(), 'host-')));
	const state = await State.open(folder);
	const authority = await SandboxAuthority.open(folder);
	const faults = new Faults(options.faults);
	const account = openAccount(state);
	const dns = await startDns({account, faults, spread: 0});
	const ports = await Ports.open([address, '203.0.113.11']);
	const internet = {dnsServers: [dns.server], connectTo: (ip: string, port: number) => ports.target(ip, port)};
	const acme = await startAcme({state, faults, authority, internet, validationDelay: 0});
	const latency = new Latency(options.scale ?? 0);
	const machines = new Machines({state, faults, latency, ports, trusted: [authority.caCertificate]});
	const hostKey = await generateKeyPair('rehearsal');
	const userKey = await generateKeyPair('rehearsal');
	const machine: BootedMachine = {
		id: '/subscriptions/s/resourceGroups/g/providers/Microsoft.Compute/virtualMachines/wasper-vm',
		identity: 'machine-1',
		address,
		customData: `#cloud-config\n${JSON.stringify({ssh_keys: {ed25519_private: hostKey.privateKey, ed25519_public: hostKey.publicKey}})}`,
		adminUser: 'wasperadmin',
		authorizedKeys: [userKey.publicKey],
		dataDisks: {lun0: 'disk-1'},
	};
	machines.boot(machine);

	const close = async () => {
		machines.close();
		await Promise.all([acme.close(), dns.close(), ports.close()]);
		state.close();
	};
	t.teardown(async () => {
		await close();
		await rm(folder, {recursive: true, force: true});
	});

	/** Points the name at the machine, as the tool's own step does. */
	const pointName = () => {
		const zone = account.zones.values().find(({name}) => name === 'example.com')!;
		createRecord(account, zone, {type: 'A', name: domain, content: address});
		dns.recordsChanged();
	};
	return {
		machines,
		machine,
		ports,
		state,
		authority,
		folder,
		hostKey,
		userKey,
		acmeDirectory: acme.url,
		pointName,
		close,
		...client(t, ports, hostKey.publicKey, userKey.privateKey),
	};
}

/** An SSH client of the machine: retries refused connections, accepts only the pinned host key, and installs wasperctl. */
export function client(t: ExecutionContext, ports: Ports, hostKey: string, privateKey: string) {
	const pinned = ssh2.utils.parseKey(hostKey);
	const connect = async (change: Partial<ssh2.ConnectConfig> = {}, deadline = Date.now() + 15_000): Promise<ssh2.Client> => {
		const connection = new ssh2.Client();
		connection.on('error', () => {});
		const ready = once(connection, 'ready');
		connection.connect({
			...ports.target(address, 22),
			username: 'wasperadmin',
			privateKey,
			hostVerifier: (key: Buffer) => !(pinned instanceof Error) && pinned.getPublicSSH().equals(key),
			readyTimeout: 5000,
			...change,
		});
		try {
			await ready;
			connection.setNoDelay(true);
		} catch (error) {
			if ((error as NodeJS.ErrnoException).code !== 'ECONNRESET' || Date.now() > deadline) {
				throw error;
			}

			await new Promise(resolve => setTimeout(resolve, 20));
			return connect(change, deadline);
		}

		t.teardown(() => connection.destroy());
		await install(connection);
		return connection;
	};

	const install = async (connection: ssh2.Client): Promise<Ran> => {
		const program = await hostProgram();
		return run(connection, installCommand(program), program.archive);
	};

	/** Runs a command; with `line`, hands over each line of output as it comes. */
	const run = async (
		connection: ssh2.Client,
		command: string,
		input: string | Buffer = '',
		line: (text: string) => void = () => {},
	): Promise<Ran> => {
		let [stdout, stderr, rest] = ['', '', ''];
		let code: number | undefined;
		// Listeners go on in the callback: the exit status may follow within the same packet.
		await new Promise<void>((resolve, reject) => {
			connection.exec(command, (error, channel) => {
				if (error) {
					reject(error);
					return;
				}

				channel.on('data', (chunk: Buffer) => {
					stdout += chunk.toString();
					const lines = (rest + chunk.toString()).split('\n');
					rest = lines.pop() ?? '';
					lines.forEach(text => line(text));
				});
				channel.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
				channel.on('exit', (exit: number) => (code = exit));
				channel.on('close', () => resolve());
				channel.end(input);
			});
		});
		return {code, stdout, stderr};
	};

	const apply = async (connection: ssh2.Client, unit: string, input = '', line?: (text: string) => void) => {
		const {code, stdout, stderr} = await run(connection, `sudo -n wasperctl --protocol 2 apply ${unit} --json`, input, line);
		const events = stdout
			.split('\n')
			.filter(Boolean)
			.map((text): ApplyEvent => applyEvent.parse(JSON.parse(text)));
		return {code, events, last: events.at(-1), stderr};
	};
	const inspect = async (connection: ssh2.Client): Promise<HostReport> =>
		hostReport.parse(JSON.parse((await run(connection, 'sudo -n wasperctl --protocol 2 inspect --json')).stdout));
	return {connect, run, apply, inspect};
}
