import {execFile} from 'node:child_process';
import {readdir, readFile} from 'node:fs/promises';
import {cpus} from 'node:os';
import {join} from 'node:path';
import {promisify} from 'node:util';

const run = promisify(execFile);
const count = cpus().length;

/** The last core is the load tool's, all others are the machine's: in production the load comes from other computers, and its TLS costs the machine nothing. */
export const loadCore = String(count - 1);
export const machineCores = count > 2 ? `0-${count - 2}` : '0';

/** Does some work while everything on the machine keeps to its own cores. */
export async function keptApart<T>(machine: string, work: () => Promise<T>): Promise<T> {
	await keepTo(machine, machineCores);
	try {
		return await work();
	} finally {
		await keepTo(machine, `0-${count - 1}`);
	}
}

/** Children inherit it; who ended meanwhile needs it no more. */
async function keepTo(machine: string, cores: string): Promise<void> {
	const group = `/sys/fs/cgroup/cpuset/${machine}`;
	const files = (await readdir(group, {recursive: true})).filter(name => name.endsWith('cgroup.procs'));
	const processes = (await Promise.all(files.map(async name => readFile(join(group, name), 'utf8').catch(() => '')))).join('\n');
	await Promise.all(
		processes
			.split('\n')
			.filter(Boolean)
			.map(async id => run('taskset', ['--all-tasks', '--cpu-list', '--pid', cores, id]).catch(() => undefined)),
	);
}
