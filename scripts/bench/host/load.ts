import {execFile} from 'node:child_process';
import {writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {promisify} from 'node:util';
import {domain, type Backend} from '../../../test/machine/backend.ts';
import {container} from './containers.ts';
import {keptApart, loadCore} from './cores.ts';
import {usedMilliseconds} from './waiting.ts';

const run = promisify(execFile);
export const connections = 16;
export const secondsEach = 2;
const warmUps = 4;

export interface Load {
	/** Answers a second. */
	rate: number;
	/** Milliseconds that 99 of 100 answers stay within. */
	p99: number;
	/** Microseconds of CPU that the whole machine spent on one answer, network included. */
	cpu: number;
	/** Those of them in nginx. */
	nginxCpu: number;
}

export interface Page {
	path: string;
	/** Of the application. */
	port: number;
}

export interface Comparison {
	direct: Load[];
	nginx: Load[];
}

/** Asks for a page straight from the application and through nginx, in turns, the first of a round alternating; the machine has its own cores. */
export async function compare(backend: Backend, page: Page, rounds: number): Promise<Comparison> {
	return keptApart(backend.machine.name, async () => measure(backend, page, rounds));
}

async function measure(backend: Backend, {path, port}: Page, rounds: number): Promise<Comparison> {
	const {address} = await container(backend, 'app');
	const urls = {direct: `http://${address}:${port}${path}`, nginx: `https://${domain}${path}`};
	const found: Comparison = {direct: [], nginx: []};
	// A program that has just started still compiles itself: the first rounds don't count.
	for (let round = 0; round < warmUps; round++) {
		await load(backend, urls.nginx);
	}

	for (let round = 0; round < rounds; round++) {
		for (const way of round % 2 === 0 ? (['direct', 'nginx'] as const) : (['nginx', 'direct'] as const)) {
			found[way].push(await load(backend, urls[way]));
		}
	}

	return found;
}

/** One run of wrk from the machine's own network, over kept connections. */
async function load(backend: Backend, url: string): Promise<Load> {
	const hosts = join(backend.folder, 'hosts');
	await writeFile(hosts, `127.0.0.1 localhost\n${backend.machine.address} ${domain}\n`);
	// The name must be in the URL, as wrk takes it for TLS; a hosts file of its own makes it known to this run only.
	const inNetwork = 'mount --bind "$0" /etc/hosts && exec nsenter "$@"';
	const wrk = `taskset --cpu-list ${loadCore} wrk --threads 1 --connections ${connections} --duration ${secondsEach}s`.split(' ');
	const report = ['--script', join(import.meta.dirname, 'wrk.lua'), '--header', `Host: ${domain}`, url];
	const before = await container(backend, 'nginx');
	const usedBefore = await usedMilliseconds(backend.machine.name);
	const {stderr} = await run(
		'unshare',
		['--mount', 'sh', '-c', inNetwork, hosts, `--net=/run/netns/${backend.machine.name}`, ...wrk, ...report],
		{timeout: (secondsEach + 20) * 1000},
	);
	const used = (await usedMilliseconds(backend.machine.name)) - usedBefore;
	const after = await container(backend, 'nginx');
	const result = JSON.parse(stderr) as {seconds: number; requests: number; p99: number; errors: number};
	if (result.errors > 0 || result.requests === 0) {
		throw new Error(`${url}: ${result.errors} errors among ${result.requests} answers`);
	}

	return {
		rate: result.requests / result.seconds,
		p99: result.p99,
		cpu: (used * 1000) / result.requests,
		nginxCpu: ((after.cpuSeconds - before.cpuSeconds) * 1e6) / result.requests,
	};
}
