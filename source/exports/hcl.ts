/** Text that is written to HCL unquoted: a reference, a call. */
export class Raw {
	constructor(readonly text: string) {}
}

export type Hcl = string | number | boolean | null | Raw | Hcl[] | {[name: string]: Hcl};

/** A value in HCL's native syntax, indented by two spaces a level. */
export function toHcl(value: Hcl, depth = 0): string {
	if (value instanceof Raw) {
		return value.text;
	}

	if (typeof value === 'string') {
		return quote(value);
	}

	if (typeof value !== 'object' || value === null) {
		return String(value);
	}

	const inner = '  '.repeat(depth + 1);
	const close = '  '.repeat(depth);
	if (Array.isArray(value)) {
		return value.length === 0 ? '[]' : `[\n${value.map(item => `${inner}${toHcl(item, depth + 1)},\n`).join('')}${close}]`;
	}

	const entries = Object.entries(value).map(([name, item]) => ({name: key(name), text: toHcl(item, depth + 1)}));
	const lines = entries.map(({name, text}, index) => `${inner}${name.padEnd(widthAt(entries, index))} = ${text}\n`);
	return lines.length === 0 ? '{}' : `{\n${lines.join('')}${close}}`;
}

interface Entry {
	name: string;
	text: string;
}

/** How wide names are around the entry at `index`: as `terraform fmt` has it, those of one line that follow each other are aligned. */
function widthAt(entries: readonly Entry[], index: number): number {
	const isLong = ({text}: Entry) => text.includes('\n');
	if (isLong(entries[index]!)) {
		return 0;
	}

	const from = entries.findLastIndex((entry, at) => at < index && isLong(entry)) + 1;
	const to = entries.findIndex((entry, at) => at > index && isLong(entry));
	return Math.max(...entries.slice(from, to === -1 ? undefined : to).map(({name}) => name.length));
}

/** A block: `variable "name" { … }`. */
export function block(type: string, labels: readonly string[], content: {[name: string]: Hcl}): string {
	return `${[type, ...labels.map(label => quote(label))].join(' ')} ${toHcl(content)}\n`;
}

/** A text in quotes, in which nothing is taken for a template. */
function quote(text: string): string {
	return JSON.stringify(text).replaceAll(/[$%](?={)/g, sign => sign + sign);
}

function key(name: string): string {
	return /^[A-Za-z_][\w-]*$/.test(name) ? name : quote(name);
}
