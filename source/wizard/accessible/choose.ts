import {filterItems, type Item} from '../parts/rows.ts';

// More rows than this at once are hard to follow with a screen reader.
const atOnce = 10;

/** A row as one sentence. */
function sentence({label, detail, mark, right, about}: Item): string {
	const row = [label, detail, mark, right].filter(Boolean).join(', ').replaceAll(/\s+/g, ' ');
	return about ? `${row}. ${about}` : row;
}

/** The lines that offer `items`, each with its number in the whole list. */
export function offer(items: readonly Item[], all: readonly Item[], whole = false): string[] {
	const shown = whole ? items : items.slice(0, atOnce);
	const rest = items.length - shown.length;
	return [
		...shown.map(item => `${all.indexOf(item) + 1}. ${sentence(item)}`),
		...(rest > 0 ? [`${rest} more. Type part of a name to narrow the list, or all to hear every one.`] : []),
	];
}

/** What a typed line means for a list: a row, a narrower list, or nothing that is in it. */
export type Pick = {kind: 'item'; item: Item} | {kind: 'narrow'; items: Item[]; whole: boolean} | {kind: 'none'};

/** Reads a number, a value, or part of a name. */
export function pick(line: string, items: readonly Item[]): Pick {
	const typed = line.trim();
	const exact = items.find(({value, label}) => value.toLowerCase() === typed.toLowerCase() || label.toLowerCase() === typed.toLowerCase());
	const numbered = /^\d+$/.test(typed) ? items[Number(typed) - 1] : undefined;
	const item = exact ?? numbered;
	if (item) {
		return {kind: 'item', item};
	}
	if (typed.toLowerCase() === 'all') {
		return {kind: 'narrow', items: [...items], whole: true};
	}
	// A single letter is in too many names to mean one.
	const matches = typed.length < 2 || /^\d+$/.test(typed) ? [] : filterItems(items, typed);
	if (matches.length === 1 && matches[0]) {
		return {kind: 'item', item: matches[0]};
	}
	return matches.length === 0 ? {kind: 'none'} : {kind: 'narrow', items: matches, whole: false};
}
