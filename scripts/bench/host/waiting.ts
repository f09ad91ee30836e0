import {readFile} from 'node:fs/promises';
import {setTimeout as delay} from 'node:timers/promises';

const interval = 50; // milliseconds
const busy = 0.1; // of one core

export interface Timed {
	seconds: number;
	/** Share of the seconds in which the whole machine used less than a tenth of one core. */
	waiting: number;
}

/** Times some work on a machine, and how much of it the machine only waited: for the network, a disk or a clock. */
export async function timed(machine: string, work: () => Promise<unknown>): Promise<Timed> {
	const start = performance.now();
	const ended = new AbortController();
	const watching = watch(machine, ended.signal);
	try {
		await work();
	} finally {
		ended.abort();
	}

	const seconds = (performance.now() - start) / 1000;
	return {seconds, waiting: Math.min(1, (await watching) / seconds)};
}

/** Seconds, until the signal, in which the machine did next to nothing. */
async function watch(machine: string, signal: AbortSignal): Promise<number> {
	let idle = 0;
	let time = performance.now();
	let used = await usedMilliseconds(machine);
	while (!signal.aborted) {
		await delay(interval);
		const [nowUsed, now] = [await usedMilliseconds(machine), performance.now()];
		if (nowUsed - used < busy * (now - time)) {
			idle += (now - time) / 1000;
		}

		[used, time] = [nowUsed, now];
	}

	return idle;
}

/** CPU time of everything in the machine, since its boot. The load tool is outside. */
export async function usedMilliseconds(machine: string): Promise<number> {
	return Number(await readFile(`/sys/fs/cgroup/cpuacct/${machine}/cpuacct.usage`, 'utf8')) / 1e6;
}
