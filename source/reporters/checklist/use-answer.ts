import {useInput, useStdin} from 'ink';
import {useState} from 'react';
import type {OpenQuestion} from './frame.ts';
import type {Asked} from './store.ts';

const controlC = '\u0003';

/** The keyboard of the checklist: Ctrl+C interrupts the run; arrows, numbers and Enter answer an open question, Ctrl+C then takes its fallback. */
export function useAnswer(asked: Asked | undefined, interrupt: () => void): OpenQuestion | undefined {
	const {isRawModeSupported} = useStdin();
	const [pointer, setPointer] = useState<{asked: Asked; chosen: number}>();
	const choices = asked?.question.choices ?? [];
	const fallback = Math.max(
		0,
		choices.findIndex(({value}) => value === asked?.question.fallback),
	);
	const chosen = asked && pointer?.asked === asked ? pointer.chosen : fallback;

	useInput(
		(input, key) => {
			if ((key.ctrl && input === 'c') || input === controlC) {
				return asked ? asked.answer(asked.question.fallback) : interrupt();
			}

			if (!asked) {
				return;
			}

			// Fast typing arrives as one piece, such as "2\r".
			const number = Number(input.trim()) - 1;
			const next = choices[number] ? number : (chosen + (key.downArrow ? 1 : key.upArrow ? -1 : 0) + choices.length) % choices.length;
			setPointer({asked, chosen: next});
			const value = choices[next]?.value;
			if (value !== undefined && (key.return || input.endsWith('\r'))) {
				asked.answer(value);
			}
		},
		{isActive: isRawModeSupported},
	);

	return asked && {question: asked.question, chosen};
}
