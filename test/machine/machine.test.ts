import {execFile, spawn} from 'node:child_process';
import {readdir, readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {setTimeout as pause} from 'node:timers/promises';
import {promisify} from 'node:util';
import {booted} from './booted.ts';
import {firstLine} from './bound.ts';

booted('a machine, its disk, links and authority end with the process that started them, even if it is killed', async t => {
	t.timeout(600_000);
	const child = spawn(process.execPath, ['--import=tsx', join(import.meta.dirname, 'hand.ts')], {stdio: ['ignore', 'pipe', 'inherit']});
	t.teardown(() => child.kill('SIGKILL'));
	await firstLine(child);
	const before = await traces(child.pid);
	for (const kind of [/^network /, /^mount /, /^loop /, /^process .*pebble/]) {
		t.true(
			before.some(trace => kind.test(trace)),
			`${kind}: ${before.join('\n')}`,
		);
	}

	child.kill('SIGKILL');
	const deadline = Date.now() + 60_000;
	while ((await traces(child.pid)).length > 0 && Date.now() < deadline) {
		await pause(200);
	}

	t.deepEqual(await traces(child.pid), []);
});

/** What there is of the machines of a process. */
async function traces(pid: number | undefined): Promise<string[]> {
	const run = promisify(execFile);
	const [networks, mounts, loops, processes] = await Promise.all([
		readdir('/run/netns'),
		readFile('/proc/self/mounts', 'utf8'),
		run('losetup', ['--list', '--noheadings', '--output', 'BACK-FILE']).then(({stdout}) => stdout),
		run('ps', ['-ewwo', 'args']).then(({stdout}) => stdout),
	]);
	const ours = new RegExp(`wasper${pid}-|/${pid}-`);
	return Object.entries({network: networks.join('\n'), mount: mounts, loop: loops, process: processes}).flatMap(([kind, lines]) =>
		lines
			.split('\n')
			.filter(line => ours.test(line))
			.map(line => `${kind} ${line}`),
	);
}
