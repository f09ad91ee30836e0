import {spawn} from 'node:child_process';
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {cleanEnvironment} from '../../test/support/environment.ts';
import {Screen} from '../../test/support/screen.ts';

// One home for all rounds: the second start of an operator is measured, with Node's compile cache filled.
const home = mkdtempSync(path.join(tmpdir(), 'wasper-bench-'));
const environment = cleanEnvironment(home, {NODE_COMPILE_CACHE: path.join(home, 'compiled')});
process.on('exit', () => rmSync(home, {recursive: true, force: true}));

/** Milliseconds from the start of Node with these arguments to its end. */
export async function startTime(parameters) {
	const start = performance.now();
	const child = spawn(process.execPath, parameters, {env: environment, stdio: 'ignore', timeout: 20_000});
	await new Promise((resolve, reject) => child.on('close', resolve).on('error', reject));
	return performance.now() - start;
}

/** Milliseconds from the start of Node with these arguments to the first thing on the screen of a pseudo-terminal. */
export async function firstFrame(parameters) {
	const ends = [];
	const start = performance.now();
	const screen = new Screen(
		{teardown: end => ends.push(end)},
		{command: process.execPath, arguments: parameters, environment, folder: home},
	);
	try {
		await screen.until(/\S/, 20);
		return performance.now() - start;
	} finally {
		for (const end of ends) {
			end();
		}

		await screen.exited;
	}
}
