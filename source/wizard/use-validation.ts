import {useEffect, useRef, useState} from 'react';
import {CancelledError} from '../errors/kinds.ts';
import type {QuestionKey} from '../answers/questions.ts';
import {submit as submitAnswer, type AskingContext} from '../answers/asking.ts';
import type {DeviceCode} from '../answers/answer-source.ts';
import {useWizard} from './context.ts';

export interface Submission {
	busy: boolean;
	deviceCode?: DeviceCode | undefined;
	problem?: string | undefined;
	/** `problem` is a note on the new list, and nothing is wrong. */
	isNews: boolean;
	/** A better answer, offered with Tab. */
	suggestion?: string | undefined;
	submit(text: string): void;
	/** Stops what is under way, such as a sign-in that nobody finishes. */
	cancel(): void;
	/** Takes back the problem as soon as the answer changes. */
	clear(): void;
}

/** Submits an answer to `key` and shows what is wrong with it. */
export function useValidation(key: QuestionKey, by: 'operator' | 'itself' = 'operator'): Submission {
	const {session, dispatch, cached, fail} = useWizard();
	const [state, setState] = useState<{busy: boolean; deviceCode?: DeviceCode; problem?: string | undefined; suggestion?: string}>(() => ({
		busy: false,
		problem: by === 'operator' ? session.refused[key] : undefined,
	}));
	const controller = useRef<AbortController>(undefined);
	useEffect(() => () => controller.current?.abort(), []);

	async function run(text: string): Promise<void> {
		controller.current?.abort();
		const current = new AbortController();
		controller.current = current;
		const context: AskingContext = {
			answered: session.answered,
			...(cached && {cached}),
			signal: current.signal,
			onDeviceCode: deviceCode => {
				if (!current.signal.aborted) {
					setState({busy: true, deviceCode});
				}
			},
		};
		setState({busy: true});
		try {
			const verdict = await submitAnswer(key, text, context);
			if (current.signal.aborted) {
				return;
			}
			if (verdict.ok) {
				dispatch({type: 'answer', key, answered: verdict.value, by, ...(by === 'operator' && {draft: text})});
				return;
			}
			const problem = [verdict.problem, verdict.failure?.explanation.next].filter(Boolean).join(' ');
			if (verdict.isNewList) {
				dispatch({type: 'refuse', key, problem, isNewList: true});
			} else if (by === 'itself') {
				// What could not be checked is not wrong: its text is not proposed for correction.
				dispatch({type: 'refuse', key, problem, ...(!verdict.failure && {draft: text})});
			} else {
				setState({busy: false, problem, ...(verdict.suggestion && {suggestion: verdict.suggestion})});
			}
		} catch (error) {
			if (current.signal.aborted || error instanceof CancelledError) {
				setState({busy: false});
			} else {
				fail(error);
			}
		}
	}

	return {
		...state,
		isNews: session.renewed === key && state.problem === session.refused[key],
		submit: text => void run(text),
		cancel() {
			controller.current?.abort();
			setState({busy: false});
		},
		clear: () => setState(({problem, ...rest}) => (problem === undefined ? {...rest} : {busy: rest.busy})),
	};
}
