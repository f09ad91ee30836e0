import {stripVTControlCharacters} from 'node:util';

/** A line of somebody else's output without anything that could move the cursor or change colours. */
export function cleanLine(line: string): string {
	const shown = line.slice(line.lastIndexOf('\r', line.length - 2) + 1);
	return stripVTControlCharacters(shown)
		.replaceAll('\t', '  ')
		.replaceAll(/\p{Control}/gu, '')
		.trimEnd();
}

/** A sentence of somebody else's on one line, as harmless as `cleanLine` makes it. */
export function cleanText(text: string): string {
	return text
		.split(/\r?\n/)
		.map(line => cleanLine(line))
		.filter(Boolean)
		.join(' ');
}

/** Breaks text between words into lines of at most `columns`. A longer word, such as a path, stays whole, to be copied; a number stays with its unit. */
export function wrapWords(text: string, columns: number): string[] {
	return wrapPieces(
		text
			.trim()
			.replaceAll(/\s+/g, ' ')
			.split(/(?<!\d) | (?!(?:s|min|h|[A-Z]{3})\b)/),
		' ',
		columns,
	);
}

/** Breaks a line between words, without what could move the cursor; all of it stays as far from the left as it was. */
export function wrapLine(line: string, columns: number): string[] {
	const clean = cleanLine(line);
	const text = clean.trimStart();
	const indent = clean.slice(0, clean.length - text.length);
	return wrapWords(text, columns - indent.length).map(part => indent + part);
}

/** Breaks a line of columns between words; what goes on stands beneath its last column, where that leaves it room. */
export function hangLine(line: string, columns: number): string[] {
	const head = /^.*\S {2,}(?=\S)/.exec(line)?.[0] ?? '';
	const [indent, first] = head.length < columns / 2 ? [head.length, head] : [2, ''];
	const [beginning = '', ...rest] = wrapWords(line.slice(first.length), columns - indent);
	return [first + beginning, ...rest.map(part => ' '.repeat(indent) + part)];
}

/** Joins pieces into lines of at most `columns`; a piece is never broken. */
export function wrapPieces(pieces: readonly string[], separator: string, columns: number): string[] {
	const lines: string[] = [];
	let line = '';
	for (const piece of pieces) {
		if (line && line.length + separator.length + piece.length > columns) {
			lines.push(line);
			line = '';
		}

		line = line ? line + separator + piece : piece;
	}

	return [...lines, line];
}

/** `1 step`, `2 steps` */
export function count(amount: number, noun: string): string {
	return `${amount} ${noun}${amount === 1 ? '' : 's'}`;
}
