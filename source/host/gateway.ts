import type {HostOperation, HostReport, HostSettings, HostUnit, OwnerInput} from './protocol.ts';
import type {HostEnvironment} from './host-environment.ts';

export interface HostTarget {
	address: string;
	port: number;
	user: string;
	/** Path of the private key; an agent or passphrase-less key. */
	privateKeyPath: string;
	/** The only host key that is accepted, `ssh-ed25519 AAAA…`. */
	hostKey: string;
}

export interface OperateOptions {
	signal: AbortSignal;
	/** Whether it goes on until it is stopped: then it ends there when it is stopped here. */
	endless: boolean;
	output(line: string): void;
	problem(line: string): void;
}

/** One kept SSH connection to the machine, and `wasperctl` behind it. */
export interface HostGateway {
	/** What the machine must know of the outside world, for its settings. */
	environment(): Promise<HostEnvironment>;
	/** The host key that a machine shows now, `ssh-ed25519 AAAA…`; nothing is sent to it, and nothing is believed yet. */
	showHostKey(place: Pick<HostTarget, 'address' | 'port'>, signal: AbortSignal): Promise<string>;
	/** Connects (or returns at once when connected); retries refused and silent hosts until the deadline. A wrong host key is an ActionError at once. */
	connect(
		target: HostTarget,
		options: {signal: AbortSignal; say(line: string): void; deadlineSeconds: number},
	): Promise<{fingerprint: string}>;
	/** Version of the program that `install` would put there. */
	programVersion(): Promise<string>;
	/** Puts the program on the machine, whole or not at all. */
	install(signal: AbortSignal): Promise<void>;
	configure(settings: HostSettings, signal: AbortSignal): Promise<void>;
	/** Concurrent callers share one round trip; `apply` makes the next call ask anew. */
	inspect(signal: AbortSignal): Promise<HostReport>;
	/** Applies one unit, streaming its output to `say`. Re-attaches after a lost connection. */
	apply(
		unit: HostUnit,
		options: {signal: AbortSignal; say(line: string): void; input?: OwnerInput},
	): Promise<{changed: boolean; evidence: string}>;
	/** Runs an operation, handing on its output. Its exit code; a lost connection is an ExternalError. */
	operate(operation: HostOperation, words: readonly string[], options: OperateOptions): Promise<number>;
	close(): void;
}
