import {useCallback, useEffect, useEffectEvent, useState} from 'react';
import {OperatorError} from '../errors/kinds.ts';
import {useWizard} from './context.ts';

export type Lookup<Value> = {state: 'waiting'} | {state: 'ready'; value: Value} | {state: 'failed'; error: OperatorError; retry(): void};

/** Runs `load` once per `key`; a failure can be retried. Errors that are not for the operator end the wizard. */
export function useLookup<Value>(key: string, load: () => Promise<Value>): Lookup<Value> {
	const {fail} = useWizard();
	const [attempt, setAttempt] = useState(0);
	const [lookup, setLookup] = useState<{key: string; result: Lookup<Value>}>();
	const retry = useCallback(() => {
		setLookup(undefined);
		setAttempt(count => count + 1);
	}, []);

	// `load` is a new function at each render; `key` says what it loads.
	const run = useEffectEvent(load);
	const abandon = useEffectEvent(fail);

	useEffect(() => {
		let isCurrent = true;
		run().then(
			value => isCurrent && setLookup({key, result: {state: 'ready', value}}),
			(error: unknown) => {
				if (!isCurrent) {
					return;
				}
				if (error instanceof OperatorError) {
					setLookup({key, result: {state: 'failed', error, retry}});
				} else {
					abandon(error);
				}
			},
		);
		return () => {
			isCurrent = false;
		};
	}, [key, attempt, retry]);

	return lookup?.key === key ? lookup.result : {state: 'waiting'};
}
