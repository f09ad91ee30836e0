import {setImmediate as nextTurn} from 'node:timers/promises';
import {styleText} from 'node:util';
import {input, password, select} from '@inquirer/prompts';
import {wrapWords} from '../terminal/wrap.ts';
import {CancelledError} from '../errors/kinds.ts';
import {announceWait} from './announce-wait.ts';
import {onEndRequest} from '../terminal/end-requests.ts';
import {columnsOf, isNarrow} from '../terminal/columns.ts';
import {chooseSymbols} from '../terminal/symbols.ts';
import {cutText} from '../terminal/text.ts';
import {columnWidths, noteOf, type Item} from './parts/rows.ts';
import type {Prompter} from './prompter.ts';

/** Prompts in a terminal, one below the other. */
export function openPrompts(stdin: NodeJS.ReadStream = process.stdin, stdout: NodeJS.WriteStream = process.stdout): Prompter {
	const columns = () => columnsOf(stdout);
	const say = (...lines: string[]) => {
		const wrapped = lines.flatMap(line => wrapWords(line, columns() - 1));
		stdout.write(`${wrapped.join('\n')}\n`);
	};
	const context = {input: stdin, output: stdout};
	// A question that is wider than the window is broken between words; in a narrow one its answer is shown beneath it.
	const message = (text: string, isApart: boolean) =>
		styleText('bold', wrapWords(text, columns() - 3).join('\n  ')) + (isApart && isNarrow(columns()) ? '\n ' : '');
	const theme = {style: {message: (text: string) => message(text, true)}};
	const selectTheme = {
		style: {message: (text: string, status: string) => message(text, status === 'done'), keysHelpTip: () => 'Enter choose   Up/Down move'},
	};

	const ask = async (prompt: () => Promise<string>): Promise<string> => {
		stdin.ref();
		// The library lets the process die of a signal that nobody else listens to.
		const stopListening = onEndRequest(() => {});
		try {
			return await prompt();
		} catch (error) {
			// The library's own error for Ctrl+C and for a terminal that went away.
			throw error instanceof Error && error.name === 'ExitPromptError' ? new CancelledError({}, {cause: error}) : error;
		} finally {
			stopListening();
			// Only in the next turn has the library let go of the keyboard.
			await nextTurn();
		}
	};

	return {
		say,
		text: async (question, proposal) =>
			ask(async () => input({message: question, theme, ...(proposal !== undefined && {default: proposal})}, context)),
		secret: async question => ask(async () => password({message: question, theme, mask: true}, context)),
		async choose(question, items, proposal) {
			const choices = choiceRows(items, columns() - 1, chooseSymbols(process.env).ellipsis);
			return ask(async () =>
				select({message: question, choices, theme: selectTheme, ...(proposal !== undefined && {default: proposal})}, context),
			);
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

/** Rows in columns of at most `width`; what doesn't fit is shown for the row under the cursor. */
export function choiceRows(
	items: readonly Item[],
	width: number,
	ellipsis: string,
): Array<{value: string; name: string; short: string; description?: string; disabled?: string}> {
	const widths = columnWidths(items, width);
	return items.map(item => {
		const {value, label, detail = '', mark = '', right = '', unavailable} = item;
		const name = [
			cutText(label, widths.label, ellipsis).padEnd(widths.label),
			...(widths.detail > 0 ? [detail.padEnd(widths.detail)] : []),
			...(widths.mark > 0 ? [mark.padEnd(widths.mark)] : []),
			...(widths.right > 0 ? [right.padStart(widths.right)] : []),
		]
			.join('  ')
			.trimEnd();
		const note = noteOf(item, widths);
		const reason = unavailable && name.length + unavailable.length + 3 <= width ? unavailable : '(unavailable)';
		return {
			value,
			name,
			short: label,
			...(note && {description: wrapWords(note, width).join('\n')}),
			...(unavailable && {disabled: reason}),
		};
	});
}
