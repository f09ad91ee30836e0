import {spawn, type ChildProcess, type SpawnOptions} from 'node:child_process';
import {once} from 'node:events';
import {createInterface} from 'node:readline';

/** Starts a program that gets SIGTERM when this process ends, however it ends: nothing outlives its test. */
export function spawnBound(program: string, parameters: string[], options: SpawnOptions): ChildProcess {
	return spawn('setpriv', ['--pdeathsig', 'TERM', program, ...parameters], options);
}

/** Ends a program and waits until it has cleaned up. */
export async function end(child: ChildProcess): Promise<void> {
	if (child.exitCode === null && child.signalCode === null) {
		child.kill('SIGTERM');
		await once(child, 'exit');
	}
}

/** The first line that a program prints; an error when it ends without one. */
export async function firstLine(child: ChildProcess): Promise<string> {
	const {stdout} = child;
	if (!stdout) {
		throw new Error(`${child.spawnargs.join(' ')} was started without a pipe to read from.`);
	}

	const line = new Promise<string>(resolve => createInterface({input: stdout}).once('line', resolve));
	const first = await Promise.race([line, once(child, 'exit').then(() => undefined)]);
	if (first === undefined) {
		throw new Error(`${child.spawnargs.slice(3).join(' ')} ended before it was ready; see the lines above.`);
	}

	return first;
}
