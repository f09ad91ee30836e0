import {CancelledError} from '../../errors/kinds.ts';
import type {Prompter} from '../prompter.ts';
import {offer} from './choose.ts';
import {Dialogue, Left} from './dialogue.ts';
import {LineReader} from './line-reader.ts';
import {askItem} from './question.ts';

/** Prompts for screen readers: lines that are written once, and numbered choices. */
export function openSpokenPrompts(stdin: NodeJS.ReadStream = process.stdin, stdout: NodeJS.WriteStream = process.stdout): Prompter {
	const reader = new LineReader(stdin);
	const dialogue = new Dialogue(reader, text => stdout.write(text));

	const ask = async <Value>(prompt: () => Promise<Value | undefined>): Promise<Value> => {
		for (;;) {
			try {
				const answer = await prompt();
				if (answer !== undefined) {
					return answer;
				}
			} catch (error) {
				if (!(error instanceof Left)) {
					throw error;
				}

				if (error.how === 'quit') {
					throw new CancelledError({}, {cause: error});
				}

				dialogue.say('There is no previous question. Type quit to leave.');
			}
		}
	};

	return {
		say: (...lines) => dialogue.say(...lines),
		text: async (question, proposal) =>
			ask(async () => {
				const line = await dialogue.ask(proposal === undefined ? question : `${question} (Enter for ${proposal})`);
				return line.trim() === '' ? (proposal ?? line) : line;
			}),
		secret: async question => ask(async () => dialogue.ask(`${question} It is not shown.`, {isSecret: true})),
		async choose(question, items, proposal) {
			dialogue.say(question, ...offer(items, items));
			return ask(async () => askItem(items, proposal, dialogue));
		},
		async ask({text, choices, fallback}, withdrawn) {
			dialogue.say(text, ...offer(choices, choices));
			try {
				return await ask(async () => askItem(choices, fallback, dialogue, withdrawn));
			} catch (error) {
				if (error instanceof CancelledError) {
					return fallback;
				}

				throw error;
			}
		},
		waiting: async (what, work) => dialogue.waiting(what, work),
		close: () => reader.close(),
	};
}
