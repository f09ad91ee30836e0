import type {Writable} from 'node:stream';
import type {RunEvent} from '../runner/events.ts';
import {LineWriter} from '../terminal/line-writer.ts';
import type {Reporter} from './reporter.ts';

/** One event a line on `output`, and nothing else there; notices go to `notices`. Nobody can be asked. */
export class NdjsonReporter implements Reporter {
	readonly #events: LineWriter;
	readonly #notices: LineWriter;

	constructor(output: Writable, notices: Writable) {
		this.#events = new LineWriter(output);
		this.#notices = new LineWriter(notices);
	}

	handle(event: RunEvent): void {
		this.#events.write(JSON.stringify(event));
	}

	notice(sentence: string): void {
		this.#notices.write(sentence);
	}

	async close(): Promise<void> {
		await Promise.all([this.#events.flush(), this.#notices.flush()]);
	}
}
