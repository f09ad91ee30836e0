import {createInterface, type Interface} from 'node:readline';

/** Input by whole lines. The terminal itself edits and echoes, which screen readers know best; for a secret it echoes nothing. */
export class LineReader {
	readonly #interface: Interface;
	readonly #waiting: Array<(line: string | undefined) => void> = [];
	readonly #lines: string[] = [];
	#ended = false;

	constructor(readonly stdin: NodeJS.ReadStream) {
		this.#interface = createInterface({input: stdin, terminal: false});
		this.#interface.on('line', line => {
			const waiting = this.#waiting.shift();
			if (waiting) {
				waiting(line);
			} else {
				this.#lines.push(line);
			}
		});
		this.#interface.on('close', () => {
			this.#ended = true;
			this.end();
		});
	}

	/** The next line; undefined once there is no more input or `end` was called. Rejects when `withdrawn` aborts: the next line is for others then. */
	async line(withdrawn?: AbortSignal): Promise<string | undefined> {
		withdrawn?.throwIfAborted();
		const known = this.#lines.shift();
		if (known !== undefined || this.#ended) {
			return known;
		}
		const {promise, resolve, reject} = Promise.withResolvers<string | undefined>();
		this.#waiting.push(resolve);
		const give = () => {
			this.#waiting.splice(this.#waiting.indexOf(resolve), 1);
			reject(withdrawn?.reason as Error);
		};
		withdrawn?.addEventListener('abort', give);
		return promise.finally(() => withdrawn?.removeEventListener('abort', give));
	}

	/** The next line, typed without an echo. Undefined also on Ctrl+C, which is only a character meanwhile. */
	async secret(): Promise<string | undefined> {
		if (!this.stdin.isTTY) {
			return this.line();
		}
		const watch = (chunk: Buffer | string) => {
			if (chunk.includes('\u0003') || chunk.includes('\u0004')) {
				this.end();
			}
		};
		this.stdin.setRawMode(true);
		this.stdin.on('data', watch);
		try {
			return applyBackspaces(await this.line());
		} finally {
			this.stdin.off('data', watch);
			this.stdin.setRawMode(false);
		}
	}

	/** Resolves every pending read with undefined. */
	end(): void {
		for (const waiting of this.#waiting.splice(0)) {
			waiting(undefined);
		}
	}

	close(): void {
		this.#interface.close();
		this.stdin.pause();
	}
}

/** A raw line with its backspaces carried out, as the terminal would have done. */
function applyBackspaces(line: string | undefined): string | undefined {
	return line
		?.split('')
		.reduce((text, character) => (character === '\u007F' || character === '\b' ? text.slice(0, -1) : text + character), '');
}
