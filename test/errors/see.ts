import {existsSync} from 'node:fs';
import {mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {spawn} from 'node:child_process';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {text} from 'node:stream/consumers';
import {runEvent} from '../../source/runner/events.ts';
import {atOnce, rehearsal} from '../cli/rehearsal.ts';
import {cliPath} from '../support/cli.ts';
import {cleanEnvironment} from '../support/environment.ts';
import {inTurn} from '../support/turns.ts';
import type {Case} from './case.ts';

/** How the real command ended. */
export interface Seen {
	exitCode: number | null;
	cause: string;
	outcome: string;
	next: string;
	/** Everything on the screen, with single blanks. */
	screen: string;
}

const longest = 120_000; // milliseconds for one command

/** Has the sandbox say what `given` says to the real command, and reads what it makes of it. `flags` are added to the command's. */
export async function see(given: Case, flags: string[] = []): Promise<Seen> {
	return inTurn(async () => look(given, flags));
}

async function look(given: Case, flags: string[]): Promise<Seen> {
	const home = await mkdtemp(path.join(tmpdir(), 'wasper-error-'));
	try {
		const faults = path.join(home, 'faults.json');
		const log = path.join(home, 'log.ndjson');
		await writeFile(faults, JSON.stringify({faults: [given.fault]}));
		if (given.teardown) {
			await run(home, rehearsal);
		}

		const verb = given.teardown ? ['teardown'] : [];
		const {exitCode, screen} = await run(home, [...verb, ...rehearsal, '--plain', '--sandbox-faults', faults, '--log-file', log, ...flags]);
		return {exitCode, screen: asInEarnest(screen.replaceAll(/\s+/g, ' ')), ...(await sentences(log, screen))};
	} finally {
		await rm(home, {recursive: true, force: true});
	}
}

async function run(home: string, words: string[]): Promise<{exitCode: number | null; screen: string}> {
	const child = spawn(process.execPath, [cliPath, ...words], {
		cwd: home,
		env: cleanEnvironment(home, atOnce),
		stdio: ['ignore', 'pipe', 'pipe'],
		timeout: longest,
		killSignal: 'SIGKILL',
	});
	const closed = new Promise<number | null>((resolve, reject) => child.on('close', resolve).on('error', reject));
	const [output, problems, exitCode] = await Promise.all([text(child.stdout), text(child.stderr), closed]);
	return {exitCode, screen: `${output}\n${problems}`};
}

/** The sentences of the error, from the log of the run; before a run begins they are all that is on the screen. */
async function sentences(log: string, screen: string): Promise<Pick<Seen, 'cause' | 'outcome' | 'next'>> {
	const events = existsSync(log) ? (await readFile(log, 'utf8')).trim().split('\n') : [];
	// With --debug there is a log before a run begins, and more after it has ended.
	const end = events.map(line => runEvent.parse(JSON.parse(line))).findLast(event => event.type === 'run.finished');
	if (end) {
		const {cause = '', outcome = '', next = ''} = end.error ?? {};
		return {cause: steady(cause), outcome: steady(outcome), next: steady(next)};
	}

	const lines = screen.split('\n').filter(line => line && !line.startsWith('  ') && !line.startsWith('See '));
	const [cause = '', outcome = ''] = lines.filter(line => !line.startsWith('Next: '));
	const next = lines.find(line => line.startsWith('Next: '))?.slice(6) ?? '';
	return {cause: steady(cause), outcome: steady(outcome), next: steady(next)};
}

/** Without the flag that commands of a rehearsal carry. */
function asInEarnest(text: string): string {
	return text.replaceAll(' --sandbox', '');
}

/** Without what differs from run to run: keys, ports, seconds, which of several operations failed first. */
function steady(sentence: string): string {
	return asInEarnest(sentence)
		.replaceAll(/SHA256:[\w+/]+/g, 'SHA256:…')
		.replaceAll(/127\.0\.0\.1:\d+/g, '127.0.0.1')
		.replaceAll(/while creating the [\w -]+:/g, 'while creating …:')
		.replaceAll(/within \d+ s:/g, 'within 300 s:')
		.replaceAll(/\(\d+\.\d\d (\w{3}) a month\)/g, '(… $1 a month)');
}
