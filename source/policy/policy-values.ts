type Parameters = Record<string, unknown>;

/** A value as a policy writes it: plain, or an expression such as `[concat('tags[', parameters('tagName'), ']')]`. Undefined when it can't be told here. */
export function readValue(value: unknown, parameters: Parameters, outer?: Parameters): unknown {
	if (Array.isArray(value)) {
		const items: unknown[] = value.map(item => readValue(item, parameters, outer));
		return items.includes(undefined) ? undefined : items;
	}

	if (typeof value !== 'string' || !value.startsWith('[') || !value.endsWith(']')) {
		return value;
	}

	if (value.startsWith('[[')) {
		return value.slice(1);
	}

	const given = (name: string) => {
		const own = lookUp(parameters, name);
		// What a set hands to its policy is written in terms of the set's own parameters.
		return outer ? readValue(own, outer) : own;
	};
	const [result, rest] = readExpression(value.slice(1, -1).trim(), given);
	return rest.trim() === '' ? result : undefined;
}

type Given = (name: string) => unknown;

/** Reads one literal or call at the beginning of `text`; returns its value and what follows. */
function readExpression(text: string, given: Given): [value: unknown, rest: string] {
	const literal = /^'(?<quoted>(?:[^']|'')*)'/.exec(text);
	if (literal) {
		return [literal.groups?.['quoted']?.replaceAll("''", "'"), text.slice(literal[0].length)];
	}

	const call = /^(?<name>\w+)\s*\(\s*/.exec(text);
	if (!call) {
		return [undefined, ''];
	}

	const values: unknown[] = [];
	let rest = text.slice(call[0].length);
	while (rest !== '' && !rest.startsWith(')')) {
		const [value, after] = readExpression(rest, given);
		values.push(value);
		rest = after.replace(/^\s*,?\s*/, '');
	}

	return [apply(call.groups?.['name'] ?? '', values, given), rest.slice(1)];
}

/** The functions that need nothing but their arguments; others are not known. */
function apply(name: string, values: unknown[], given: Given): unknown {
	if (values.includes(undefined)) {
		return undefined;
	}

	switch (name.toLowerCase()) {
		case 'parameters':
			return given(String(values[0]));
		case 'concat':
			return values.every(value => Array.isArray(value)) ? values.flat() : values.map(String).join('');
		case 'tolower':
			return String(values[0]).toLowerCase();
		case 'toupper':
			return String(values[0]).toUpperCase();
		default:
			return undefined;
	}
}

function lookUp(parameters: Parameters, name: string): unknown {
	return Object.entries(parameters).find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1];
}
