import {createInterface} from 'node:readline';
import type {Readable} from 'node:stream';
import type {Question} from '../runner/events.ts';

/** Asks with numbered choices and reads the number from `input`. The end of the input answers with the fallback; rejects when `signal` aborts. */
export async function askInLines(
	question: Question,
	input: Readable & {ref?(): void},
	say: (line: string) => void,
	signal: AbortSignal,
): Promise<string> {
	signal.throwIfAborted();
	say(question.text);
	for (const [index, choice] of question.choices.entries()) {
		say(`  ${index + 1}. ${choice.label}`);
	}

	const last = question.choices.length;
	say(`Type a number from 1 to ${last} and press Enter.`);
	// Ink lets go of a terminal in such a way that waiting for its input no longer keeps the program alive.
	input.ref?.();
	const lines = createInterface({input, terminal: false});
	const aborted = () => lines.close();
	signal.addEventListener('abort', aborted);
	try {
		for await (const line of lines) {
			const choice = question.choices[Number(line.trim()) - 1];
			if (choice) {
				return choice.value;
			}

			say(`That is not a number from 1 to ${last}. Type one and press Enter.`);
		}

		signal.throwIfAborted();
		return question.fallback;
	} finally {
		signal.removeEventListener('abort', aborted);
		lines.close();
	}
}
