import type {OperatorError} from '../../errors/kinds.ts';
import {announceWait} from '../announce-wait.ts';
import type {LineReader} from './line-reader.ts';

/** What the operator can say at any question. */
export class Left extends Error {
	constructor(readonly how: 'back' | 'quit') {
		super(how);
	}
}

/** A conversation in lines: every line is written once and never changed. */
export class Dialogue {
	constructor(
		readonly reader: LineReader,
		readonly write: (text: string) => unknown,
	) {}

	say(...lines: string[]): void {
		for (const line of lines) {
			this.write(`${line}\n`);
		}
	}

	/** Says why something failed and what can be done. */
	tell({explanation: {cause, next}}: OperatorError): void {
		this.say(`Problem: ${cause}`, ...(next ? [next] : []));
	}

	/** Asks for a line. Throws Left when the operator says back or quit, or hangs up; rejects when `withdrawn` aborts. */
	async ask(prompt: string, options: {isSecret?: boolean; withdrawn?: AbortSignal | undefined} = {}): Promise<string> {
		// The echo goes off before the prompt is there: who answers it at once is not shown either.
		const answer = options.isSecret ? this.reader.secret() : this.reader.line(options.withdrawn);
		this.write(`${prompt} `);
		const line = await answer.catch((error: unknown) => {
			this.write('\n');
			throw error;
		});
		if (line === undefined || options.isSecret || !this.reader.stdin.isTTY) {
			// Nothing was echoed that would have ended the line.
			this.write('\n');
		}
		const word = line?.trim().toLowerCase();
		if (word === undefined || word === 'quit') {
			throw new Left('quit');
		}
		if (word === 'back') {
			throw new Left('back');
		}
		return line ?? '';
	}

	/** Waits for `work`, saying so at once and every half minute. */
	async waiting<Value>(what: string, work: Promise<Value>): Promise<Value> {
		return announceWait(what, work, line => this.say(line));
	}
}
