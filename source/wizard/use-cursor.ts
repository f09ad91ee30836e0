import type {Key} from 'ink';
import {useReducer, useRef} from 'react';
import {windowStart} from './layout.ts';

export interface Cursor {
	/** Index of the row under the cursor; the number of rows for what comes after them. */
	at: number;
	/** First row to draw. */
	start: number;
	/** Moves by a key, if it is one that moves. */
	move(input: string, key: Key): void;
	/** Jumps to a row of a page that was just opened; without one to what comes after its rows, with the first row in sight. */
	jump(row?: number): void;
}

/** A cursor over the `stops` among `count` rows and over what comes after the last row, where it begins. `room` rows are drawn. */
export function useCursor(stops: readonly number[], count: number, room: number): Cursor {
	// Refs, since several keys may arrive before the next render. Undefined is behind the last row, however many there are.
	const cursor = useRef<number>(undefined);
	const top = useRef(0);
	const [, redraw] = useReducer((times: number) => times + 1, 0);
	const places = [...stops, undefined];

	function place(row: number | undefined): void {
		cursor.current = row;
		if (row !== undefined) {
			// Lines beneath a row, up to the next stop, belong to it and are shown with it.
			const end = stops.find(stop => stop > row) ?? count;
			top.current = Math.min(row, Math.max(windowStart(count, row, room), end - room));
		}

		redraw();
	}

	return {
		at: cursor.current ?? count,
		start: Math.max(0, Math.min(top.current, count - room)),
		move(input, key) {
			const at = Math.max(0, places.indexOf(cursor.current));
			const by = stepOf(input, key, places.length);
			// Up from the first row and down from the last go round, as in every list.
			const wraps = (key.upArrow && at === 0) || (key.downArrow && at === places.length - 1);
			if (by !== 0) {
				place(places[wraps ? (at === 0 ? places.length - 1 : 0) : Math.max(0, Math.min(at + by, places.length - 1))]);
			}
		},
		jump(row) {
			top.current = 0;
			place(row);
		},
	};
}

/** How far a key moves; 0 for one that doesn't. */
function stepOf(input: string, key: Key, all: number): number {
	if (key.upArrow || key.downArrow) {
		return key.upArrow ? -1 : 1;
	}

	if (key.pageUp || key.pageDown) {
		return key.pageUp ? -5 : 5;
	}

	return key.home || input === 'g' ? -all : key.end || input === 'G' ? all : 0;
}
