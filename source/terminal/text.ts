import {stripVTControlCharacters} from 'node:util';

// Loading the Unicode tables takes half as long as Node's own start: nothing plain needs them.
let segmenter: Intl.Segmenter | undefined;
/** Hangul, kana, CJK ideographs and full-width forms (East Asian Width W and F), and emoji. */
const wide =
	/^(?:[\u1100-\u115F\u2E80-\u303E\u3041-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF01-\uFF60\uFFE0-\uFFE6\u{20000}-\u{3FFFD}]|\p{Emoji_Presentation})/u;

/** Columns that the text takes in a terminal: East Asian characters and emoji take two, a letter with its accents one. */
export function textWidth(text: string): number {
	return isAscii(text) ? text.length : characters(text).reduce((sum, character) => sum + characterWidth(character), 0);
}

/** The text cut to `columns`, ending in `ellipsis` when something is missing; between two words where it has several. */
export function cutText(text: string, columns: number, ellipsis: string): string {
	if (textWidth(text) <= columns) {
		return text;
	}

	const fitting = beginning(text, columns - textWidth(ellipsis));
	const gap = text.lastIndexOf(' ', fitting.length);
	const words = text.slice(0, Math.max(0, gap)).replace(/[\s,;:]+$/, '');
	return (words || fitting) + ellipsis.slice(0, Math.max(0, columns));
}

/** A line of another program's output without anything that could move the cursor or change colours. */
export function cleanLine(line: string): string {
	const shown = line.slice(line.lastIndexOf('\r', line.length - 2) + 1);
	return stripVTControlCharacters(shown)
		.replaceAll('\t', '  ')
		.replaceAll(/\p{Control}/gu, '')
		.trimEnd();
}

/** Text from another program on one line, cleaned as by `cleanLine`. */
export function cleanText(text: string): string {
	return text
		.split(/\r?\n/)
		.map(line => cleanLine(line))
		.filter(Boolean)
		.join(' ');
}

/** `1 step`, `2 steps` */
export function count(amount: number, noun: string): string {
	return `${amount} ${noun}${amount === 1 ? '' : 's'}`;
}

/** The longest beginning of `text` that takes at most `columns`. */
function beginning(text: string, columns: number): string {
	let fitting = '';
	let room = columns;
	for (const character of characters(text)) {
		room -= characterWidth(character);
		if (room < 0) {
			break;
		}

		fitting += character;
	}

	return fitting;
}

/** Characters as a reader counts them: an emoji or a letter with combining accents is one. */
function characters(text: string): string[] {
	segmenter ??= new Intl.Segmenter();
	return Array.from(segmenter.segment(text), ({segment}) => segment);
}

function characterWidth(character: string): number {
	return wide.test(character) ? 2 : 1;
}

function isAscii(text: string): boolean {
	return /^[\u0020-\u007E]*$/.test(text);
}
