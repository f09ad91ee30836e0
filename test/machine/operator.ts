import {execFile, spawn} from 'node:child_process';
import {once} from 'node:events';
import {rm, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {createInterface} from 'node:readline';
import {text} from 'node:stream/consumers';
import {promisify} from 'node:util';
import {runEvent, type RunEvent} from '../../source/runner/events.ts';
import {cliPath} from '../support/cli.ts';
import {cleanEnvironment} from '../support/environment.ts';
import type {Cloud} from './cloud.ts';
import {scratch, shortPaths} from './scratch.ts';
import {Shell} from './shell.ts';
import {domain} from './backend.ts';

export interface Run {
	code: number | null;
	stdout: string;
	stderr: string;
	events: RunEvent[];
	/** How each step ended: `host.disk` → `created`. */
	outcomes: Record<string, string>;
}

export interface Watching {
	/** Kills the command at the first event for which this is true. */
	cut?(event: RunEvent): boolean;
	seen?(event: RunEvent): void;
}

/** An operator at a computer of their own, with only the built command. */
export class Operator {
	private constructor(
		readonly cloud: Cloud,
		readonly home: string,
	) {}

	static async sitDown(cloud: Cloud): Promise<Operator> {
		return new Operator(cloud, await scratch('operator', shortPaths));
	}

	/** Sets up or repairs. */
	async create(watching: Watching = {}): Promise<Run> {
		return this.run(['create', '--yes', '--json', '--domain', domain, '--owner-email', 'ada@example.com'], watching);
	}

	/** Any command; events are read from its output where it has some. */
	async run(words: string[], {cut, seen}: Watching = {}): Promise<Run> {
		const child = spawn(process.execPath, [cliPath, ...words], {
			env: cleanEnvironment(this.home, this.cloud.environment),
			stdio: ['ignore', 'pipe', 'pipe'],
			timeout: 500_000,
			killSignal: 'SIGKILL',
		});
		const lines: string[] = [];
		const events: RunEvent[] = [];
		createInterface({input: child.stdout}).on('line', line => {
			lines.push(line);
			if (line.startsWith('{')) {
				const event = runEvent.parse(JSON.parse(line));
				events.push(event);
				seen?.(event);
				if (cut?.(event)) {
					child.kill('SIGKILL');
				}
			}
		});
		const [stderr, [code]] = await Promise.all([text(child.stderr), once(child, 'close') as Promise<[number | null]>]);
		const outcomes = Object.fromEntries(events.flatMap(event => (event.type === 'step.finished' ? [[event.step, event.outcome]] : [])));
		return {code, stdout: lines.join('\n'), stderr, events, outcomes};
	}

	/** A plain SSH client with the operator's key, to look at the machine without the command. */
	async shell(): Promise<Shell> {
		const knownHosts = join(this.home, 'known_hosts');
		const {stdout} = await promisify(execFile)('ssh-keyscan', ['-t', 'ed25519', this.cloud.address], {timeout: 10_000});
		await writeFile(knownHosts, stdout);
		return new Shell(this.cloud.address, join(this.home, '.ssh/wasper_ed25519'), knownHosts);
	}

	async leave(): Promise<void> {
		await rm(this.home, {recursive: true, force: true});
	}
}
