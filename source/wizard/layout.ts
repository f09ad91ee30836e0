import {isNarrow} from '../terminal/columns.ts';

/** How a window is shared out. Pure, so that every size can be tested without a terminal. */
export interface Layout {
	/** Columns of the whole frame. */
	columns: number;
	/** Lines of the whole frame; always less than the window, so that nothing ever scrolls. */
	height: number;
	padding: number;
	/** Columns of a screen's body. */
	width: number;
	/** Lines of a screen's body, between header and footer. */
	bodyRows: number;
	/** Too low for blank lines and hints. */
	compact: boolean;
	/** Columns of the list of answers beside the screen; 0 without one. */
	sidebar: number;
}

// Lines longer than this are tiring to read across.
const widest = 160;
// Enough for every answer of the review; lower, the keys are nearer to the question.
const highest = 48;

/** Shares out a window of `columns` × `rows`. */
export function layOut(columns: number, rows: number): Layout {
	const compact = rows < 18;
	const used = Math.min(columns, widest);
	const padding = !isNarrow(columns) ? 2 : columns >= 30 ? 1 : 0;
	const sidebar = columns >= 130 ? 46 : 0;
	const height = Math.max(3, Math.min(rows - 1, highest));
	return {
		columns: used,
		height,
		padding,
		width: Math.max(10, Math.min(used - 2 * padding - (sidebar > 0 ? sidebar + 4 : 0), 104)),
		bodyRows: Math.max(1, height - (compact ? 2 : 4)),
		compact,
		sidebar,
	};
}

/** First line of a window of `rows` lines over `count`, so that `selected` is inside with one line of context where possible. */
export function windowStart(count: number, selected: number, rows: number): number {
	return Math.max(0, Math.min(selected - Math.floor(rows / 2), count - rows));
}

/** The first of `keys` that fit into `width` side by side, three columns apart; none is ever cut. */
export function fittingKeys<Key extends readonly [string, string]>(keys: readonly Key[], width: number): Key[] {
	let used = -3;
	return keys.filter(([key, does]) => {
		used += key.length + 1 + does.length + 3;
		return used <= width;
	});
}

/** Those of `pieces` that fit into `width` in one line, joined by `separator`; none is ever cut. */
export function fittingPieces(pieces: readonly string[], separator: string, width: number): string {
	return pieces.reduce((line, piece) => {
		const longer = line ? line + separator + piece : piece;
		return longer.length <= width ? longer : line;
	}, '');
}
