import {setImmediate as nextTurn} from 'node:timers/promises';
import {input, password, select} from '@inquirer/prompts';
import {wrapWords} from '../answers/wrap.ts';
import {CancelledError} from '../errors/kinds.ts';
import {announceWait} from './announce-wait.ts';
import type {Prompter} from './prompter.ts';

const theme = {style: {keysHelpTip: () => 'Enter choose   Up/Down move'}};

/** Prompts in a terminal, one below the other. */
export function openPrompts(stdin: NodeJS.ReadStream = process.stdin, stdout: NodeJS.WriteStream = process.stdout): Prompter {
	const say = (...lines: string[]) => {
		const wrapped = lines.flatMap(line => wrapWords(line, (stdout.columns || 80) - 1));
		stdout.write(`${wrapped.join('\n')}\n`);
	};
	const context = {input: stdin, output: stdout};

	const ask = async (prompt: () => Promise<string>): Promise<string> => {
		stdin.ref();
		try {
			return await prompt();
		} catch (error) {
			// The library's own error for Ctrl+C and for a terminal that went away.
			throw error instanceof Error && error.name === 'ExitPromptError' ? new CancelledError({}, {cause: error}) : error;
		} finally {
			// Only in the next turn has the library let go of the keyboard.
			await nextTurn();
		}
	};

	return {
		say,
		text: async (question, proposal) =>
			ask(async () => input({message: question, ...(proposal !== undefined && {default: proposal})}, context)),
		secret: async question => ask(async () => password({message: question, mask: true}, context)),
		async choose(question, items, proposal) {
			const choices = items.map(({value, label, detail, unavailable}) => ({
				value,
				name: detail ? `${label}  ${detail}` : label,
				short: label,
				...(unavailable && {disabled: unavailable}),
			}));
			// Its own help has no words, and it breaks a long question in the middle of one.
			const message = wrapWords(question, (stdout.columns || 80) - 3).join('\n  ');
			return ask(async () => select({message, choices, theme, ...(proposal !== undefined && {default: proposal})}, context));
		},
		async ask({text, choices, fallback}, withdrawn) {
			const rows = choices.map(({value, label}) => ({value, name: label}));
			const until = withdrawn ? {...context, signal: withdrawn} : context;
			try {
				// The library breaks a long question in the middle of a word.
				say(text);
				return await ask(async () => select({message: 'Which way?', choices: rows, default: fallback}, until));
			} catch (error) {
				withdrawn?.throwIfAborted();
				if (error instanceof CancelledError) {
					return fallback;
				}

				throw error;
			}
		},
		waiting: async (what, work) => announceWait(what, work, say),
		close() {
			stdin.pause();
		},
	};
}
