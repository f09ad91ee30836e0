import {join, resolve} from 'node:path';
import type {Flags} from '../command-line/flags.ts';
import type {AnswerSource} from '../answers/answer-source.ts';
import {Secret} from '../deployment/secret.ts';
import {defaultSandboxState} from '../environment/paths.ts';
import {trustAuthority} from '../environment/trust.ts';

export interface OpenedSandbox {
	/** The environment with everything pointed at the stand-ins; real credentials are left out. */
	environment: NodeJS.ProcessEnv;
	brings: NonNullable<AnswerSource['brings']>;
	/** Where keys and passwords of the rehearsal are kept. */
	folder: string;
	/** Latencies against those of the real services. */
	pace: number;
	close(): Promise<void>;
}

/** A rehearsal is ten times as quick as the real thing unless WASPER_SANDBOX_LATENCY says otherwise. */
const defaultLatencyScale = 0.1;

/** Starts the stand-ins and makes this process trust their certificates. */
export async function openSandbox(flags: Pick<Flags, 'sandbox-state' | 'sandbox-faults'>): Promise<OpenedSandbox> {
	const pace = Number(process.env['WASPER_SANDBOX_LATENCY'] ?? defaultLatencyScale);
	const stateFolder = resolve(flags['sandbox-state'] ?? defaultSandboxState);
	const {startSandbox} = await import('../sandbox/start.ts');
	const sandbox = await startSandbox({
		stateFolder,
		latencyScale: pace,
		...(flags['sandbox-faults'] !== undefined && {faultsFile: flags['sandbox-faults']}),
	});
	trustAuthority(sandbox.caCertificate);
	return {
		environment: sandbox.environment,
		brings: {cloudflareToken: new Secret(sandbox.environment['CLOUDFLARE_API_TOKEN'] ?? '')},
		folder: join(stateFolder, 'operator'),
		pace,
		close: async () => sandbox.close(),
	};
}
