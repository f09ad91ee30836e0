import {Buffer} from 'node:buffer';

/** A block with its attributes as expressions, to be evaluated once everything that they name is known. */
export interface HclBlock {
	type: string;
	labels: string[];
	attributes: Record<string, Expression>;
}

/** Evaluates with what `lookup` says of `var.name` and `azapi_resource.name.id`. */
export type Expression = (lookup: (name: string) => unknown) => unknown;

/** Reads the part of HCL that exports are written in: blocks of attributes; objects, lists, texts, references, calls. */
export function readHcl(text: string): HclBlock[] {
	const tokens = text.replaceAll(/^#.*$/gm, '').match(/"(?:[^"\\]|\\.)*"|[\w.-]+|[{}[\](),=]/g) ?? [];
	let at = 0;
	const peek = () => tokens[at] ?? '';
	const next = () => tokens[at++] ?? '';
	const expect = (token: string) => {
		const found = next();
		if (found !== token) {
			throw new Error(`${token} expected and ${found} found`);
		}
	};

	const expression = (): Expression => {
		const token = next();
		if (token === '{') {
			const entries = attributes();
			return lookup => Object.fromEntries(Object.entries(entries).map(([name, value]) => [name, value(lookup)]));
		}

		if (token === '[') {
			const items = list(']');
			return lookup => items.map(item => item(lookup));
		}

		if (token.startsWith('"')) {
			const literal = JSON.parse(token) as string;
			return lookup => literal.replaceAll(/(?<!\$)\$\{([\w.]+)\}/g, (_, name: string) => String(lookup(name))).replaceAll('$${', '${');
		}

		if (peek() === '(') {
			next();
			const parameters = list(')');
			return lookup =>
				apply(
					token,
					parameters.map(parameter => parameter(lookup)),
				);
		}

		return /^(\d+|true|false|null)$/.test(token) ? () => JSON.parse(token) as unknown : lookup => lookup(token);
	};

	const list = (end: string): Expression[] => {
		const items: Expression[] = [];
		while (peek() !== end) {
			items.push(expression());
			if (peek() === ',') {
				next();
			}
		}

		next();
		return items;
	};

	const attributes = (): Record<string, Expression> => {
		const found: Record<string, Expression> = {};
		while (peek() !== '}') {
			const name = next();
			// A block inside a block reads like an object.
			if (peek() !== '{') {
				expect('=');
			}

			found[name.startsWith('"') ? (JSON.parse(name) as string) : name] = expression();
		}

		next();
		return found;
	};

	const blocks: HclBlock[] = [];
	while (at < tokens.length) {
		const type = next();
		const labels: string[] = [];
		while (peek().startsWith('"')) {
			labels.push(JSON.parse(next()) as string);
		}

		expect('{');
		blocks.push({type, labels, attributes: attributes()});
	}

	return blocks;
}

function apply(name: string, values: unknown[]): unknown {
	const functions: Record<string, (...values: unknown[]) => unknown> = {
		base64encode: text => Buffer.from(String(text)).toString('base64'),
		jsonencode: value => JSON.stringify(value),
		join: (separator, items) => (items as string[]).join(String(separator)),
	};
	return functions[name]?.(...values);
}
