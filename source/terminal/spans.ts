import {cutText, textWidth} from './text.ts';

/** What a piece of text means; the theme decides how it looks. */
export type Tone = 'plain' | 'dim' | 'bold' | 'good' | 'bad' | 'accent' | 'warning';

export interface Span {
	text: string;
	tone: Tone;
}

/** A line of text in pieces, so that each output can style it and tests can read it. */
export type Line = readonly Span[];

/** A piece of a line. */
export function span(text: string, tone: Tone = 'plain'): Span {
	return {text, tone};
}

/** The line without its tones. */
export function lineText(line: Line): string {
	return line.map(({text}) => text).join('');
}

/** The line cut to `columns`, ending in `ellipsis` when something is missing. */
export function fitLine(line: Line, columns: number, ellipsis: string): Line {
	if (textWidth(lineText(line)) <= columns) {
		return line;
	}

	let room = Math.max(0, columns - textWidth(ellipsis));
	const fitted: Span[] = [];
	for (const {text, tone} of line) {
		const width = textWidth(text);
		if (width > room) {
			return [...fitted, {text: cutText(text, room + textWidth(ellipsis), ellipsis), tone}];
		}

		room -= width;
		fitted.push({text, tone});
	}

	return fitted;
}
