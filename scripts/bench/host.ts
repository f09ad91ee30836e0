// What the machine's side costs, on a booted test machine: time to a served site by unit, inspection, idle memory, and
// what nginx takes of the application's speed. Root only. `npm run bench:host [-- rounds]`.
import {isThere, whyNoMachine} from '../../test/machine/available.ts';
import {startBackend, type Backend} from '../../test/machine/backend.ts';
import {startApplication} from './host/application.ts';
import {container, services} from './host/containers.ts';
import {loadCore, machineCores} from './host/cores.ts';
import {firstRun, type FirstRun} from './host/first-run.ts';
import {compare, connections, secondsEach, type Comparison} from './host/load.ts';
import {median} from './host/median.ts';

const rounds = Number(process.argv[2] ?? 15);
const pages = [
	{name: 'a page of flows, 4 queries', path: '/api/v1/flows', aim: '; aim ≥ 0.9'},
	// No page costs so little: it only shows what nginx costs by itself.
	{name: 'no work at all', path: '/api/v1/me', aim: ''},
];
const missing = whyNoMachine() ?? (isThere('wrk') ? undefined : 'the load comes from wrk (Debian: wrk)');

if (missing) {
	console.error(`bench:host can't run here: ${missing}.`);
	process.exitCode = 1;
} else {
	await bench();
}

async function bench(): Promise<void> {
	const backend = await startBackend();
	// The machine outlives a process that only dies.
	for (const signal of ['SIGINT', 'SIGTERM'] as const) {
		process.once(signal, () => void backend.close().finally(() => process.exit(130)));
	}

	try {
		printFirstRun(await firstRun(backend));
		await printInspection(backend);
		await printMemory(backend);
		console.log(
			`\nThrough nginx by HTTPS, and directly by plain HTTP, an application of Fastify and TypeORM: wrk, ${connections} kept connections, ${rounds} rounds in turns of ${secondsEach} s, medians; wrk on core ${loadCore}, nginx, application and database on ${machineCores}`,
		);
		const port = await startApplication(backend);
		for (const {name, path, aim} of pages) {
			printLoad(name, await compare(backend, {path, port}, rounds), aim);
		}
	} finally {
		await backend.close();
	}
}

function printFirstRun(run: FirstRun): void {
	console.log('From the first SSH session, packages from a local cache; waiting: the machine uses less than a tenth of one core');
	row('wasperctl put in place', seconds(run.program));
	for (const {unit, ...time} of run.units) {
		row(unit, seconds(time.seconds), `${share(time.waiting)} waiting`);
	}

	const units = run.units.filter(({unit}) => unit !== 'owner');
	const waited = units.reduce((sum, time) => sum + time.seconds * time.waiting, 0);
	row('SSH answers → healthy over trusted HTTPS', seconds(run.healthy), `${share(waited / run.healthy)} waiting`);
	row('images handed over instead of pulled, not counted', seconds(run.images.seconds));
}

async function printInspection(backend: Backend): Promise<void> {
	const times: number[] = [];
	for (let round = 0; round < 7; round++) {
		const start = performance.now();
		await backend.shell.inspect();
		times.push((performance.now() - start) / 1000);
	}

	console.log('\nOn the finished machine');
	row('inspect --json, over a kept SSH connection, median of 7', seconds(median(times)), `at most ${seconds(Math.max(...times))}`);
}

async function printMemory(backend: Backend): Promise<void> {
	const used = await Promise.all(services.map(async service => (await container(backend, service)).memory));
	const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(0)} MB`;
	row(
		'idle memory of the stack, the application a stand-in',
		megabytes(used.reduce((a, b) => a + b)),
		services.map((service, index) => `${service} ${megabytes(used[index] ?? 0)}`).join(', '),
	);
}

function printLoad(name: string, {direct, nginx}: Comparison, aim: string): void {
	const ratios = nginx.map((load, round) => load.rate / (direct[round]?.rate ?? Number.NaN));
	const of = (loads: Comparison['direct'], key: keyof Comparison['direct'][number]) => median(loads.map(load => load[key]));
	const line = (loads: Comparison['direct']) =>
		[
			`${of(loads, 'rate').toFixed(0)}/s`,
			`p99 ${of(loads, 'p99').toFixed(1)} ms, ${of(loads, 'cpu').toFixed(0)} µs of the machine's CPU an answer`,
		] as const;
	const spread = `${Math.min(...ratios).toFixed(2)}–${Math.max(...ratios).toFixed(2)}`;
	row(`${name}: directly`, ...line(direct));
	const [value, more] = line(nginx);
	row(`${name}: keep-alive HTTPS through nginx`, value, `${more}, ${of(nginx, 'nginxCpu').toFixed(0)} of them in nginx`);
	row(`${name}: ratio of answers a second`, median(ratios).toFixed(2), `${spread}${aim}`);
	// Other work on the computer takes seconds from both, and CPU time from neither.
	const left = 1 - of(nginx, 'nginxCpu') / of(nginx, 'cpu');
	row(
		`${name}: ratio of answers a second of CPU`,
		(of(direct, 'cpu') / of(nginx, 'cpu')).toFixed(2),
		`nginx leaves ${share(left)} to the rest`,
	);
}

function row(what: string, value: string, more = ''): void {
	console.log(`${what.padEnd(62)}${value.padStart(9)}  ${more}`.trimEnd());
}

function seconds(value: number): string {
	return `${value.toFixed(2)} s`;
}

function share(value: number): string {
	return `${(value * 100).toFixed(0).padStart(3)} %`;
}
