import type {Writable} from 'node:stream';

/** Writes whole lines to a stream. A reader that went away ends the writing, never the run. */
export class LineWriter {
	#gone = false;
	#last: Promise<void> = Promise.resolve();

	constructor(readonly stream: Writable) {
		stream.on('error', this.#leave);
	}

	readonly #leave = (): void => {
		this.#gone = true;
	};

	write(line: string): void {
		if (this.#gone || !this.stream.writable) {
			return;
		}

		const {promise, resolve} = Promise.withResolvers<void>();
		this.#last = promise;
		this.stream.write(`${line}\n`, () => resolve());
	}

	/** Settles when every line is out, or can no longer be. The error listener stays: a late EPIPE must not end the process. */
	async flush(): Promise<void> {
		await this.#last;
	}
}
