import {wrapWords} from '../../terminal/wrap.ts';

/** One row of a list. */
export interface Item<Value extends string = string> {
	value: Value;
	label: string;
	detail?: string;
	/** A remark behind the detail. */
	mark?: string;
	/** Aligned at the right edge, such as a price. */
	right?: string;
	/** Heading of a group of neighbouring rows. */
	group?: string;
	/** What to know of it before choosing, in one sentence. */
	about?: string;
	/** Further words that the filter finds. */
	search?: string;
	/** Why it can't be chosen. */
	unavailable?: string;
}

export type Line<Value extends string> = {kind: 'heading'; text: string} | {kind: 'item'; item: Item<Value>; index: number};

/** Rows that hold every word typed, wherever it is. */
export function filterItems<Value extends string>(items: ReadonlyArray<Item<Value>>, typed: string): Array<Item<Value>> {
	const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
	return items.filter(({label, detail = '', mark = '', search = '', value, group = ''}) => {
		const text = `${label} ${detail} ${mark} ${search} ${value} ${group}`.toLowerCase();
		return words.every(word => text.includes(word) || isSubsequence(word, label.toLowerCase().replaceAll(/[^a-z0-9]/g, '')));
	});
}

/** Whether `text` contains the letters of `word` in this order: `d2v5` finds `d2as_v5`. */
function isSubsequence(word: string, text: string): boolean {
	let from = 0;
	for (const letter of word) {
		const at = text.indexOf(letter, from);
		if (at < 0) {
			return false;
		}
		from = at + 1;
	}
	return word.length >= 3;
}

/** Headings and rows in the order in which they are drawn; a heading that is wider than `width` takes several lines. */
export function linesOf<Value extends string>(items: ReadonlyArray<Item<Value>>, width = Infinity): Array<Line<Value>> {
	let group: string | undefined;
	return items.flatMap((item, index): Array<Line<Value>> => {
		const isNew = item.group !== undefined && item.group !== group;
		group = item.group;
		const headings = isNew ? wrapWords(item.group ?? '', width) : [];
		return [...headings.map(text => ({kind: 'heading', text}) as const), {kind: 'item', item, index}];
	});
}

/** Widths of a row's columns inside `width`. The mark gives way first, then the detail: each is shown whole or not at all, with width 0. */
export function columnWidths(items: readonly Item[], width: number): {label: number; detail: number; mark: number; right: number} {
	const longest = (pick: (item: Item) => string | undefined) => Math.max(0, ...items.map(item => [...(pick(item) ?? '')].length));
	const right = longest(item => item.right);
	const room = Math.max(4, width - 2 - (right > 0 ? right + 2 : 0));
	const label = Math.min(
		longest(item => item.label),
		room,
	);
	const details = longest(item => item.detail);
	const detail = label + 2 + details <= room ? details : 0;
	const marks = longest(item => item.mark);
	return {label, detail, mark: detail > 0 && label + detail + marks + 4 <= room ? marks : 0, right};
}

/** What is to be known of an item beside its row: what the row has no room for, and what is said about it. */
export function noteOf({label, detail, mark, about}: Item, widths: Omit<ReturnType<typeof columnWidths>, 'right'>): string {
	const leftOut = [
		[...label].length > widths.label ? label : undefined,
		widths.mark === 0 ? mark : undefined,
		widths.detail === 0 ? detail : undefined,
	]
		.filter(Boolean)
		.join(', ');
	return [leftOut, about].filter(Boolean).join('. ');
}
