import {Buffer} from 'node:buffer';
import {Refusal} from './errors.ts';

type Functions = Record<string, (...values: unknown[]) => unknown>;

/** Functions of the template language that need to know nothing of the deployment. */
const pure: Functions = {
	base64: text => Buffer.from(asText(text)).toString('base64'),
	concat: (...texts) => texts.map(text => asText(text)).join(''),
	string: value => asText(value),
};

/** A template that Azure can't make sense of. */
export function invalidTemplate(reason: string): Refusal {
	return new Refusal(400, 'InvalidTemplate', `Deployment template validation failed: '${reason}'.`);
}

/** The value with every `[expression]` in it replaced by what it gives. Throws InvalidTemplate for what the rehearsal does not know. */
export function evaluate(value: unknown, functions: Functions): unknown {
	if (Array.isArray(value)) {
		return value.map(item => evaluate(item, functions));
	}

	if (typeof value === 'object' && value !== null) {
		return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, evaluate(item, functions)]));
	}

	if (typeof value !== 'string' || !/^\[.*\]$/s.test(value)) {
		return value;
	}

	return value.startsWith('[[') ? value.slice(1) : call(value.slice(1, -1), {...pure, ...functions});
}

/** An expression of calls, texts and whole numbers: `concat('a', parameters('b'))`. */
function call(expression: string, functions: Functions): unknown {
	const tokens = expression.match(/'(?:[^']|'')*'|[\w.]+|[(),]|\S/g) ?? [];
	let at = 0;
	const read = (): unknown => {
		const token = tokens[at++] ?? '';
		if (token.startsWith("'")) {
			return token.slice(1, -1).replaceAll("''", "'");
		}

		if (/^\d+$/.test(token)) {
			return Number(token);
		}

		const run = functions[token];
		if (!run || tokens[at++] !== '(') {
			throw invalidTemplate(`The template function or expression '${token}' is not valid`);
		}

		const values: unknown[] = [];
		while (tokens[at] !== ')') {
			values.push(read());
			if (tokens[at] === ',') {
				at++;
			} else if (tokens[at] !== ')') {
				throw invalidTemplate(`Unable to parse language expression '${expression}'`);
			}
		}

		at++;
		return run(...values);
	};

	const result = read();
	if (at < tokens.length) {
		throw invalidTemplate(`Unable to parse language expression '${expression}'`);
	}

	return result;
}

function asText(value: unknown): string {
	return typeof value === 'string' ? value : JSON.stringify(value);
}
