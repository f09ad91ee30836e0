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

/** Answers the questions about the owner, from the e-mail to who hears about the certificate. */
export async function answerOwner(screen: Screen): Promise<void> {
	await screen.until(/owner's e-mail address[^]*❯/);
	await screen.type('a@example.com');
	await screen.press('enter');
	for (const proposal of [/❯ Wasper Owner/, /Choose a password for the owner[^]*❯/, /E-mail for Let's Encrypt[^]*❯ a@example\.com/]) {
		// oxlint-disable-next-line no-await-in-loop -- One question after the other.
		await screen.until(proposal);
		// oxlint-disable-next-line no-await-in-loop -- The same.
		await screen.press('enter');
	}
}

/** Flags of a rehearsal that asks nothing before it begins. */
export const unasked = ['--sandbox', '--yes', ...answers];
