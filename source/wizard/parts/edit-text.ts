import type {Key} from 'ink';

/** A line of text with its cursor, by code points. */
export interface Edit {
	characters: readonly string[];
	cursor: number;
}

/** The line after one key. Keys that mean nothing here leave it as it is. */
export function editText(edit: Edit, input: string, key: Partial<Key>): Edit {
	const {characters, cursor} = edit;
	const before = characters.slice(0, cursor);
	const after = characters.slice(cursor);
	if (key.leftArrow) {
		return {characters, cursor: Math.max(0, cursor - 1)};
	}
	if (key.rightArrow) {
		return {characters, cursor: Math.min(characters.length, cursor + 1)};
	}
	if (key.home || (key.ctrl && input === 'a')) {
		return {characters, cursor: 0};
	}
	if (key.end || (key.ctrl && input === 'e')) {
		return {characters, cursor: characters.length};
	}
	if (key.backspace) {
		return cursor === 0 ? edit : {characters: [...before.slice(0, -1), ...after], cursor: cursor - 1};
	}
	if (key.delete) {
		return after.length === 0 ? edit : {characters: [...before, ...after.slice(1)], cursor};
	}
	if (key.ctrl && input === 'u') {
		return {characters: after, cursor: 0};
	}
	if (key.ctrl && input === 'w') {
		const kept = [...before.join('').replace(/[^\s.@-]*[\s.@-]*$/, '')];
		return {characters: [...kept, ...after], cursor: kept.length};
	}
	if (key.ctrl || key.meta || key.tab || key.escape || key.upArrow || key.downArrow || key.pageUp || key.pageDown) {
		return edit;
	}
	const typed = [...input].filter(character => /[^\p{Cc}\p{Cs}]/u.test(character));
	return typed.length === 0 ? edit : {characters: [...before, ...typed, ...after], cursor: cursor + typed.length};
}
