import type {HostOperation} from './operations.ts';
import type {HostReport, HostResource, HostSettings, HostUnit, OwnerInput} from './protocol.ts';
import type {HostEnvironment} from './host-environment.ts';

export interface HostTarget {
	address: string;
	port: number;
	user: string;
	/** Path of the private key; an agent or passphrase-less key. */
	privateKeyPath: string;
	/** The only host key that is accepted, `ssh-ed25519 AAAA…`. */
	hostKey: string;
	/** Whether it was named by `--host`: advice about Azure is of no use then. */
	given?: boolean;
}

export interface OperateOptions {
	signal: AbortSignal;
	/** Whether it runs until it is stopped: then it is stopped there when it is stopped here. */
	endless: boolean;
	output(line: string): void;
	problem(line: string): void;
}

/** One persistent SSH connection to the machine, and `wasperctl` behind it. */
export interface HostGateway {
	/** The servers outside the machine that its settings must name. */
	environment(): Promise<HostEnvironment>;
	/** The host key that a machine presents, `ssh-ed25519 AAAA…`; nothing is sent to it, and the key is not trusted yet. */
	showHostKey(place: Pick<HostTarget, 'address' | 'port'>, signal: AbortSignal): Promise<string>;
	/** Connects (or returns at once when connected); retries refused and silent hosts until the deadline. A wrong host key is an ActionError at once. */
	connect(
		target: HostTarget,
		options: {signal: AbortSignal; say(line: string): void; deadlineSeconds: number},
	): Promise<{fingerprint: string}>;
	/** Version of the program that `install` would put there. */
	programVersion(): Promise<string>;
	/** Installs the program on the machine, completely or not at all. */
	install(signal: AbortSignal): Promise<void>;
	configure(settings: HostSettings, signal: AbortSignal): Promise<void>;
	/** Concurrent callers share one round trip; after `apply` the next call inspects again. Throws an OtherProtocolError when the program must be replaced first. */
	inspect(signal: AbortSignal): Promise<HostReport>;
	/** What `remove` would remove from the machine, in that order, and what it would keep. Throws an OtherProtocolError when the program must be replaced first. */
	resources(signal: AbortSignal): Promise<HostResource[]>;
	/** Applies one unit and passes its output to `say`. Re-attaches after a lost connection. */
	apply(
		unit: HostUnit,
		options: {signal: AbortSignal; say(line: string): void; input?: OwnerInput},
	): Promise<{changed: boolean; evidence: string}>;
	/** Runs an operation and passes its output on. Returns its exit code; a lost connection is an ExternalError. */
	operate(operation: HostOperation, parameters: readonly string[], options: OperateOptions): Promise<number>;
	close(): void;
}
