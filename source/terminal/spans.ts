/** What a piece of text means; a face decides how that looks. */
export type Tone = 'plain' | 'quiet' | 'strong' | 'good' | 'bad' | 'busy' | 'caution';

export interface Span {
	text: string;
	tone: Tone;
}

/** A line of text in pieces, so that faces can colour it and tests can read it. */
export type Line = readonly Span[];

/** A piece of a line. */
export function span(text: string, tone: Tone = 'plain'): Span {
	return {text, tone};
}

/** The line without its tones. */
export function lineText(line: Line): string {
	return line.map(({text}) => text).join('');
}

/** The text cut to `columns` with `ellipsis` at its end, between two words where it has several. */
export function cutText(text: string, columns: number, ellipsis: string): string {
	if (text.length <= columns) {
		return text;
	}

	const room = Math.max(0, columns - ellipsis.length);
	const words = text.slice(0, Math.max(0, text.lastIndexOf(' ', room))).replace(/[\s,;:]+$/, '');
	return (words || text.slice(0, room)) + ellipsis;
}

/** The line cut to `columns`, its last sign being `ellipsis` when something is missing. */
export function fitLine(line: Line, columns: number, ellipsis: string): Line {
	if (lineText(line).length <= columns) {
		return line;
	}

	let room = Math.max(0, columns - ellipsis.length);
	const fitted: Span[] = [];
	for (const {text, tone} of line) {
		if (text.length > room) {
			return [...fitted, {text: cutText(text, room + ellipsis.length, ellipsis), tone}];
		}

		room -= text.length;
		fitted.push({text, tone});
	}

	return fitted;
}
