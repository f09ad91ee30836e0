import type {Socket} from 'node:net';
import {setTimeout as wait} from 'node:timers/promises';
import type {Faults} from '../foundation/faults.ts';
import type {Latency} from '../foundation/latency.ts';
import type {State} from '../foundation/state.ts';
import {Host} from './host.ts';
import {givenHostKey, newHostKey} from './host-key.ts';
import {HostMemory} from './memory.ts';
import type {Accept, Ports} from './ports.ts';
import {selfSigned} from './self-signed.ts';
import {createSite, securityContext} from './site.ts';
import {createSshServer} from './ssh.ts';
import {Wasperctl} from './wasperctl.ts';

/** A machine that has booted. */
export interface BootedMachine {
	id: string;
	/** Differs between this machine and an earlier one of the same id. */
	identity: string;
	/** Public IPv4 address. */
	address: string;
	/** cloud-init data, decoded. */
	customData: string;
	adminUser: string;
	/** Lines of authorized_keys. */
	authorizedKeys: string[];
	/** What is attached at `lun0` and so on; differs between a data disk and any other, also one of the same name. */
	dataDisks: Record<string, string>;
}

export interface MachinesOptions {
	state: State;
	faults: Faults;
	latency: Latency;
	ports: Ports;
	/** PEM of authorities that machines trust. */
	trusted: string[];
}

/** The running machines, each at its address: SSH with `wasperctl`, and the site. */
export class Machines {
	readonly #running = new Map<string, {address: string; memory: HostMemory; down: AbortController}>();

	constructor(private readonly options: MachinesOptions) {}

	/** Starts the machine's servers; SSH answers a little later, as sshd does. */
	boot(machine: BootedMachine): void {
		this.#stop(machine.id);
		const {state, ports, latency} = this.options;
		const memory = new HostMemory(state, machine.identity, machine.dataDisks);
		const down = new AbortController();
		this.#running.set(machine.id.toLowerCase(), {address: machine.address, memory, down});
		const open = async () => {
			await wait(latency.milliseconds('sshBanner'), undefined, {signal: down.signal});
			const accept = await this.#accept(machine, memory, down.signal);
			if (!down.signal.aborted) {
				ports.attach(machine.address, accept);
			}
		};
		open().catch((error: unknown) => {
			if (!down.signal.aborted) {
				throw error;
			}
		});
	}

	/** Shuts the machine down; its next boot has another id. */
	shutDown(id: string): void {
		this.#running.get(id.toLowerCase())?.memory.forgetBoot();
		this.#stop(id);
	}

	/** Stops all work; connections end with their ports. The state of the machines stays as it is. */
	close(): void {
		for (const {down} of this.#running.values()) {
			down.abort();
		}
	}

	#stop(id: string): void {
		const machine = this.#running.get(id.toLowerCase());
		if (machine) {
			this.#running.delete(id.toLowerCase());
			machine.down.abort();
			this.options.ports.detach(machine.address);
		}
	}

	/** Takes connections to the machine. */
	async #accept(machine: BootedMachine, memory: HostMemory, signal: AbortSignal): Promise<Accept> {
		const {faults, latency, trusted} = this.options;
		const placeholder = await selfSigned('localhost');
		const host = new Host({memory, faults, latency, trusted, placeholder, signal});
		const site = createSite(host);
		const refusesKey = () => faults.take('ssh login')?.refuse === true;
		const login = {user: machine.adminUser, authorizedKeys: machine.authorizedKeys, refusesKey, wasperctl: new Wasperctl(host)};
		const ownHostKey = memory.machine.ownHostKey ?? newHostKey();
		memory.changeMachine({ownHostKey});
		const ssh = createSshServer({...login, hostKey: givenHostKey(machine.customData) ?? ownHostKey});
		const otherKey = createSshServer({...login, hostKey: newHostKey()});

		const acceptSsh = async (socket: Socket) => {
			const fault = faults.take('ssh connect');
			await wait(fault?.delay ?? 0, undefined, {signal});
			if (fault?.refuse || fault?.drop) {
				socket.resetAndDestroy();
				return;
			}

			if (fault?.silent) {
				return;
			}

			if (fault?.banner !== undefined) {
				socket.end(fault.banner);
				return;
			}

			const hostKey = faults.take('ssh hostkey')?.hostKey;
			(hostKey === 'other' ? otherKey : ssh).accept(socket);
		};
		return (port, socket) => {
			if (port === 22) {
				acceptSsh(socket).catch(() => socket.destroy());
			} else if (!host.servesWeb) {
				socket.resetAndDestroy();
			} else if (port === 80) {
				site.plain.emit('connection', socket);
			} else {
				site.secure.setSecureContext(securityContext(host));
				site.secure.emit('connection', socket);
			}
		};
	}
}
