import {spawn} from 'node:child_process';
import {text} from 'node:stream/consumers';
import {fileURLToPath} from 'node:url';
import type {ExecutionContext} from 'ava';
import {cleanEnvironment, emptyHome} from './environment.ts';

/** The built command, as the published package starts it. */
export const cliPath = fileURLToPath(new URL('../../dist/gate.cjs', import.meta.url));

export interface CliOptions {
	/** Added to the clean environment. */
	environment?: NodeJS.ProcessEnv;
	/** Written to standard input, which is then closed. */
	input?: string;
	/** A fresh one unless given; give it to let two runs share their state. */
	home?: string;
	/** After this many seconds, 90 by default, the command is killed and its code is null. */
	seconds?: number;
}

export interface CliResult {
	stdout: string;
	stderr: string;
	code: number | null;
}

/** Runs the built command without a terminal, in a clean environment. */
export async function runCli(t: ExecutionContext, commandArguments: string[], options: CliOptions = {}): Promise<CliResult> {
	const home = options.home ?? (await emptyHome(t));
	const child = spawn(process.execPath, [cliPath, ...commandArguments], {
		cwd: home,
		env: cleanEnvironment(home, options.environment),
		timeout: (options.seconds ?? 90) * 1000,
		killSignal: 'SIGKILL',
	});
	child.stdin.on('error', () => undefined); // a command that ends early closes its end first
	child.stdin.end(options.input ?? '');
	const closed = new Promise<number | null>((resolve, reject) => child.on('close', resolve).on('error', reject));
	const [stdout, stderr, code] = await Promise.all([text(child.stdout), text(child.stderr), closed]);
	return {stdout, stderr, code};
}
