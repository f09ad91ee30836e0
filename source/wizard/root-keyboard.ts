import {useInput, usePaste, type Key} from 'ink';
import {useState} from 'react';

export type KeyHandler = (input: string, key: Key) => void;
export type PasteHandler = (text: string) => void;

/** Who listens at the moment. One pair of Ink's hooks at the root feeds all, so that no key is lost between two screens. */
export interface Keyboard {
	keys: Set<KeyHandler>;
	pastes: Set<PasteHandler>;
}

/** The keyboard of the whole app; for its root only, whose own `handler` comes first. */
export function useRootKeyboard(handler: KeyHandler): Keyboard {
	const [keyboard] = useState<Keyboard>(() => ({keys: new Set(), pastes: new Set()}));
	useInput((input, key) => {
		handler(input, key);
		// A snapshot: a handler may draw a screen whose own handlers must not get the same key.
		const listening = [...keyboard.keys];
		for (const handle of listening) {
			handle(input, key);
		}
	});
	usePaste(text => {
		const listening = [...keyboard.pastes];
		for (const handle of listening) {
			handle(text);
		}
	});
	return keyboard;
}
