import {createServer, type Server as TcpServer, type Socket} from 'node:net';
import {once} from 'node:events';
import type {AddressInfo} from 'node:net';
import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import ssh2, {type ServerChannel} from 'ssh2';
import type {ExecutionContext} from 'ava';
import {SshHost} from '../../../source/host/client.ts';
import type {HostTarget} from '../../../source/host/gateway.ts';
import {hostUnits, type HostReport, type HostUnit, type UnitReport} from '../../../source/host/protocol.ts';
import {generateKeyPair} from '../../../source/host/ssh-keys.ts';
import {hostTiming, type HostTiming} from '../../../source/host/timing.ts';

/** What a test lets the machine do with a command. */
export type Command = (channel: ServerChannel, stdin: string) => void;

/** A machine behind real SSH on loopback: its host key, who may enter, and what its commands do. */
export class TestMachine {
	readonly commands = new Map<string, Command>();
	/** Every command that was run, in order. */
	readonly ran: string[] = [];
	/** User names that tried to authenticate. */
	readonly authentications: string[] = [];
	connections = 0;
	/** Whether sshd takes a connection, and no command on it. */
	refusesCommands = false;
	readonly #sockets = new Set<Socket>();
	readonly #server: ssh2.Server;
	readonly #tcp: TcpServer;

	private constructor(
		readonly hostKey: {publicKey: string; privateKey: string},
		readonly clientKey: {publicKey: string; privateKey: string},
		readonly folder: string,
	) {
		this.#server = new ssh2.Server({hostKeys: [hostKey.privateKey]}, client => this.#welcome(client));
		this.#tcp = createServer(socket => {
			this.connections += 1;
			this.#sockets.add(socket);
			socket.on('error', () => {});
			socket.on('close', () => this.#sockets.delete(socket));
			this.#server.injectSocket(socket);
		});
	}

	static async start(t: ExecutionContext, port = 0): Promise<TestMachine> {
		const folder = await mkdtemp(join(tmpdir(), 'wasper-host-'));
		const [hostKey, clientKey] = await Promise.all([generateKeyPair('host'), generateKeyPair('client')]);
		await writeFile(join(folder, 'key'), clientKey.privateKey, {mode: 0o600});
		const machine = new TestMachine(hostKey, clientKey, folder);
		await machine.listen(port);
		t.teardown(async () => {
			machine.stop();
			await rm(folder, {recursive: true});
		});
		return machine;
	}

	get port(): number {
		return (this.#tcp.address() as AddressInfo).port;
	}

	get target(): HostTarget {
		return {
			address: '203.0.113.10',
			port: 22,
			user: 'wasperadmin',
			privateKeyPath: join(this.folder, 'key'),
			hostKey: this.hostKey.publicKey,
		};
	}

	async listen(port: number): Promise<void> {
		this.#tcp.listen(port, '127.0.0.1');
		await once(this.#tcp, 'listening');
	}

	/** Cuts every connection, as a dying network does. */
	cut(): void {
		for (const socket of this.#sockets) {
			socket.destroy();
		}
	}

	stop(): void {
		this.#tcp.close();
		this.cut();
	}

	/** A gateway that reaches this machine under its public address, and closes with the test. */
	gateway(t: ExecutionContext, timing: Partial<HostTiming> = {}): SshHost {
		return gatewayTo(t, this.port, timing);
	}

	#welcome(client: ssh2.Connection): void {
		client.on('error', () => {});
		client.on('authentication', context => {
			this.authentications.push(context.username);
			const known = ssh2.utils.parseKey(this.clientKey.publicKey);
			if (context.method !== 'publickey' || known instanceof Error || !context.key.data.equals(known.getPublicSSH())) {
				context.reject(['publickey']);
			} else if (!context.signature || known.verify(context.blob!, context.signature, context.hashAlgo)) {
				context.accept();
			} else {
				context.reject();
			}
		});
		client.on('session', (accept, reject) => {
			if (this.refusesCommands) {
				reject();
				return;
			}

			accept().on('exec', (acceptExec, _, {command}) => {
				const channel = acceptExec();
				this.ran.push(command);
				const handler = this.commands.get(command);
				if (!handler) {
					// As sudo says it, whose exit code is then 1 and not the shell's 127.
					channel.stderr.write(`sudo: ${command.split(' ')[2]}: command not found\n`);
					end(channel, 1);
					return;
				}

				const chunks: Buffer[] = [];
				channel.on('data', (chunk: Buffer) => chunks.push(chunk));
				channel.on('end', () => handler(channel, Buffer.concat(chunks).toString()));
			});
		});
	}
}

export function gatewayTo(t: ExecutionContext, port: number, timing: Partial<HostTiming> = {}): SshHost {
	const gateway = new SshHost(
		{connectTo: new Map([['203.0.113.10:22', `127.0.0.1:${port}`]]), acmeDirectory: 'https://acme.example/directory'},
		{...hostTiming, pause: 20, ...timing},
		async () => 'ana@laptop-1',
	);
	t.teardown(() => gateway.close());
	return gateway;
}

export function end(channel: ServerChannel, code: number): void {
	channel.exit(code);
	channel.end();
}

export function sendJson(channel: ServerChannel, ...events: unknown[]): void {
	for (const event of events) {
		channel.write(`${JSON.stringify(event)}\n`);
	}
}

/** A report in which every unit is absent but those given. */
export function report(units: Partial<Record<HostUnit, UnitReport>> = {}, more: Partial<HostReport> = {}): HostReport {
	const absent = Object.fromEntries(
		hostUnits.map((unit): [HostUnit, UnitReport] => [
			unit,
			{evidence: 'not installed', findings: [{code: `host.${unit}.absent`, state: 'absent', evidence: 'not installed'}]},
		]),
	) as Record<HostUnit, UnitReport>;
	return {protocol: 2, version: '0.1.0', bootId: 'b1', os: 'Ubuntu 24.04.3 LTS', cloudInit: 'done', units: {...absent, ...units}, ...more};
}
