/** A part of an OData filter: a word, a bracket, a comma or a quoted text. */
const token = /\s*(?:(?<text>'(?:[^']|'')*')|(?<word>[a-z][\w]*)|(?<number>\d+(?:\.\d+)?)|(?<sign>[(),]))/giy;

type Value = string | number | boolean | undefined;
export type Predicate = (row: Record<string, Value>) => boolean;

/** The filter could not be read; the message says where. */
export class FilterError extends Error {
	override readonly name = 'FilterError';
}

/**
 * Reads the OData filters that the price list understands: `field eq 'text'`, `ne`, `gt`, `lt`, `contains(field, 'text')`,
 * `startswith`, `endswith`, joined by `and`, `or` and brackets. Field names and texts are compared with their case.
 */
export function readFilter(filter: string): Predicate {
	const parser = new FilterParser(tokenize(filter));
	const predicate = parser.either();
	parser.end();
	return predicate;
}

function tokenize(filter: string): string[] {
	const tokens: string[] = [];
	token.lastIndex = 0;
	while (token.lastIndex < filter.trimEnd().length) {
		const start = token.lastIndex;
		const match = token.exec(filter);
		if (!match) {
			throw new FilterError(`Syntax error at position ${start} in '${filter}'.`);
		}

		tokens.push(match[0].trim());
	}

	return tokens;
}

const comparisons: Record<string, (one: Value, other: Value) => boolean> = {
	eq: (one, other) => one === other,
	ne: (one, other) => one !== other,
	gt: (one, other) => Number(one) > Number(other),
	lt: (one, other) => Number(one) < Number(other),
};
const functions: Record<string, (text: string, part: string) => boolean> = {
	contains: (text, part) => text.includes(part),
	startswith: (text, part) => text.startsWith(part),
	endswith: (text, part) => text.endsWith(part),
};

class FilterParser {
	#place = 0;

	constructor(private readonly tokens: string[]) {}

	either(): Predicate {
		const parts = [this.#both()];
		while (this.#skip('or')) {
			parts.push(this.#both());
		}

		return row => parts.some(part => part(row));
	}

	end(): void {
		if (this.#place < this.tokens.length) {
			throw new FilterError(`Syntax error at '${this.tokens[this.#place]}'.`);
		}
	}

	#both(): Predicate {
		const parts = [this.#one()];
		while (this.#skip('and')) {
			parts.push(this.#one());
		}

		return row => parts.every(part => part(row));
	}

	#one(): Predicate {
		if (this.#skip('(')) {
			const inner = this.either();
			this.#expect(')');
			return inner;
		}

		const word = this.#next();
		const call = functions[word];
		if (call) {
			this.#expect('(');
			const field = this.#next();
			this.#expect(',');
			const part = String(this.#value());
			this.#expect(')');
			return row => call(String(row[field] ?? ''), part);
		}

		const compare = comparisons[this.#next()];
		if (!compare) {
			throw new FilterError(`Syntax error after '${word}'.`);
		}

		const value = this.#value();
		return row => compare(row[word], value);
	}

	#value(): Value {
		const text = this.#next();
		if (text.startsWith("'")) {
			return text.slice(1, -1).replaceAll("''", "'");
		}

		return text === 'true' || text === 'false' ? text === 'true' : Number(text);
	}

	#next(): string {
		const text = this.tokens[this.#place];
		if (text === undefined) {
			throw new FilterError('The filter ends too early.');
		}

		this.#place += 1;
		return text;
	}

	#skip(text: string): boolean {
		const found = this.tokens[this.#place] === text;
		this.#place += found ? 1 : 0;
		return found;
	}

	#expect(text: string): void {
		if (!this.#skip(text)) {
			throw new FilterError(`Expected '${text}'.`);
		}
	}
}
