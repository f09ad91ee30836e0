import {Text} from 'ink';
import {useReducer, useRef, type ReactNode} from 'react';
import {useWizard} from '../context.ts';
import {useKeys, usePasted} from '../keyboard.ts';
import {editText, type Edit} from './edit-text.ts';

export interface TextFieldProps {
	initial: string;
	/** Shows a dot for every character, and at most 24 of them. */
	masked?: boolean;
	placeholder?: string;
	isActive?: boolean;
	onChange?(text: string): void;
	onSubmit(text: string): void;
}

/** One line of text. Enter may come inside a chunk of input, as when a terminal pastes without saying so. */
export function TextField({initial, masked = false, placeholder = '', isActive = true, onChange, onSubmit}: TextFieldProps): ReactNode {
	const {theme, layout} = useWizard();
	// A ref, since several keys may arrive before the next render.
	const edit = useRef<Edit>({characters: [...initial], cursor: [...initial].length});
	const [, redraw] = useReducer((count: number) => count + 1, 0);

	function apply(next: Edit): void {
		const changed = next.characters !== edit.current.characters;
		edit.current = next;
		redraw();
		if (changed) {
			onChange?.(next.characters.join(''));
		}
	}

	useKeys((input, key) => {
		if (key.return) {
			onSubmit(edit.current.characters.join(''));
			return;
		}
		const lineEnd = input.search(/[\r\n]/);
		apply(editText(edit.current, lineEnd < 0 ? input : input.slice(0, lineEnd), key));
		if (lineEnd >= 0) {
			onSubmit(edit.current.characters.join(''));
		}
	}, isActive);
	usePasted(text => apply(editText(edit.current, text.trim().replaceAll(/[\r\n\t]+/g, ' '), {})), isActive);

	const {characters, cursor} = edit.current;
	const {symbols} = theme;
	if (characters.length === 0) {
		return (
			<Text wrap="truncate">
				<Text {...theme.accent}>{symbols.pointer} </Text>
				{isActive && <Text inverse>{placeholder.slice(0, 1) || ' '}</Text>}
				<Text {...theme.dim}>{isActive ? placeholder.slice(1) : placeholder}</Text>
			</Text>
		);
	}
	const shown = masked ? Array.from({length: Math.min(characters.length, 24)}, () => symbols.mask) : characters;
	const at = masked ? Math.min(cursor, shown.length) : cursor;
	const room = Math.max(4, layout.width - 4);
	const start = Math.max(0, Math.min(at - room + 1, shown.length - room + 1));
	return (
		<Text wrap="truncate">
			<Text {...theme.accent}>{symbols.pointer} </Text>
			{shown.slice(start, at).join('')}
			{isActive && <Text inverse>{shown[at] ?? ' '}</Text>}
			{shown.slice(isActive ? at + 1 : at, start + room).join('')}
		</Text>
	);
}
