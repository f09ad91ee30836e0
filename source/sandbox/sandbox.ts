export interface SandboxOptions {
	/** Folder in which the stand-ins keep their state, so that later runs find the deployment. */
	stateFolder: string;
	/** JSON file of faults. */
	faultsFile?: string;
	/** Latencies of the real services are multiplied by this; 0 answers at once. */
	latencyScale: number;
}

export interface Sandbox {
	/** Variables that point the tool at the stand-ins, credentials of the rehearsal included. */
	environment: Record<string, string>;
	/** PEM of the authority behind all stand-ins' certificates. */
	caCertificate: string;
	close(): Promise<void>;
}
