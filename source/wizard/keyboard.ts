import {useLayoutEffect} from 'react';
import {useWizard} from './context.ts';
import type {KeyHandler, PasteHandler} from './root-keyboard.ts';

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
