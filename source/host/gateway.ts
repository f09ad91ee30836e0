import type {HostReport, HostSettings, HostUnit, OwnerInput} from './protocol.ts';

export interface HostTarget {
	address: string;
	port: number;
	user: string;
	/** Path of the private key; an agent or passphrase-less key. */
	privateKeyPath: string;
	/** The only host key that is accepted, `ssh-ed25519 AAAA…`. */
	hostKey: string;
}

/** One kept SSH connection to the machine, and `wasperctl` behind it. */
export interface HostGateway {
	/** Directory of the certificate authority that the machine shall use. */
	readonly acmeDirectory: string;
	/** Connects (or returns at once when connected); retries refused and silent hosts until the deadline. A wrong host key is an ActionError at once. */
	connect(
		target: HostTarget,
		options: {signal: AbortSignal; say(line: string): void; deadlineSeconds: number},
	): Promise<{fingerprint: string}>;
	configure(settings: HostSettings, signal: AbortSignal): Promise<void>;
	/** Concurrent callers share one round trip; `apply` makes the next call ask anew. */
	inspect(signal: AbortSignal): Promise<HostReport>;
	/** Applies one unit, streaming its output to `say`. Re-attaches after a lost connection. */
	apply(
		unit: HostUnit,
		options: {signal: AbortSignal; say(line: string): void; input?: OwnerInput},
	): Promise<{changed: boolean; evidence: string}>;
	close(): void;
}
