import {useInput, useStdin} from 'ink';
import type {ChecklistStore} from './store.ts';

const controlC = '\u0003';

/**
 * The keyboard of the checklist: Ctrl+C interrupts the run; arrows, numbers and Enter answer an open question, Ctrl+C then takes its fallback.
 * Everything is read from the store when the key comes, never from the last drawing: no key acts on a choice that moved meanwhile.
 */
export function useAnswer(store: ChecklistStore, interrupt: () => void): void {
	const {isRawModeSupported} = useStdin();
	useInput(
		(input, key) => {
			const [asked] = store.snapshot().asked;
			if ((key.ctrl && input === 'c') || input === controlC) {
				return asked ? asked.answer(asked.question.fallback) : interrupt();
			}

			if (!asked) {
				return;
			}

			const {choices} = asked.question;
			// Fast typing arrives as one piece, such as "2\r".
			const number = Number(input.trim()) - 1;
			const step = key.downArrow ? 1 : key.upArrow ? -1 : 0;
			const chosen = choices[number] ? number : (asked.chosen + step + choices.length) % choices.length;
			store.choose(chosen);
			const value = choices[chosen]?.value;
			if (value !== undefined && (key.return || input.endsWith('\r'))) {
				asked.answer(value);
			}
		},
		{isActive: isRawModeSupported},
	);
}
