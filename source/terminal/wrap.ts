import {cleanLine, textWidth} from './text.ts';

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

/** Breaks a line between words, cleaned as by `cleanLine`; every part keeps the line's indentation. */
export function wrapLine(line: string, columns: number): string[] {
	const clean = cleanLine(line);
	const text = clean.trimStart();
	const indent = clean.slice(0, clean.length - text.length);
	return wrapWords(text, columns - indent.length).map(part => indent + part);
}

/** Breaks a line of aligned columns between words; what follows is indented to its last column, where that leaves enough room. */
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
		if (line && textWidth(line + separator + piece) > columns) {
			lines.push(line);
			line = '';
		}

		line = line ? line + separator + piece : piece;
	}

	return [...lines, line];
}
