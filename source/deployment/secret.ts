import {inspect} from 'node:util';

const redacted = '[REDACTED]';

/** A value that prints as [REDACTED] everywhere; only `reveal()` hands it out. */
export class Secret {
	readonly #value: string;

	constructor(value: string) {
		this.#value = value;
	}

	reveal(): string {
		return this.#value;
	}

	toString(): string {
		return redacted;
	}

	toJSON(): string {
		return redacted;
	}

	[inspect.custom](): string {
		return redacted;
	}
}
