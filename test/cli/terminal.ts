import type {ExecutionContext} from 'ava';
import {cliPath} from '../support/cli.ts';
import {cleanEnvironment, emptyHome} from '../support/environment.ts';
import {Screen} from '../support/screen.ts';
import {answers, atOnce} from './rehearsal.ts';

export interface TerminalOptions {
	flags?: string[];
	columns?: number;
	rows?: number;
	home?: string;
	environment?: NodeJS.ProcessEnv;
}

/** The built command in a pseudo-terminal, with stand-ins that answer at once. */
export async function openTerminal(t: ExecutionContext, {flags = [], home, environment, ...size}: TerminalOptions = {}): Promise<Screen> {
	const folder = home ?? (await emptyHome(t));
	return new Screen(t, {
		command: process.execPath,
		arguments: [cliPath, ...flags],
		environment: cleanEnvironment(folder, {...atOnce, ...environment}),
		folder,
		...size,
	});
}

/** Flags of a rehearsal that asks nothing before it begins. */
export const unasked = ['--sandbox', '--yes', ...answers];
