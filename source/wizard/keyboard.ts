import {useInput, usePaste, type Key} from 'ink';
import {useLayoutEffect, useState} from 'react';
import {useWizard} from './context.ts';

type KeyHandler = (input: string, key: Key) => void;
type PasteHandler = (text: string) => void;

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

/** Hears every key from the moment in which the screen is drawn; Ink's own hook begins a little later. */
export function useKeys(handler: KeyHandler, isActive = true): void {
	const {keyboard} = useWizard();
	useLayoutEffect(() => {
		if (!isActive) {
			return undefined;
		}
		keyboard.keys.add(handler);
		return () => void keyboard.keys.delete(handler);
	});
}

/** Hears text that was pasted, in one piece. */
export function usePasted(handler: PasteHandler, isActive = true): void {
	const {keyboard} = useWizard();
	useLayoutEffect(() => {
		if (!isActive) {
			return undefined;
		}
		keyboard.pastes.add(handler);
		return () => void keyboard.pastes.delete(handler);
	});
}
