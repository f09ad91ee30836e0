import type {ReactNode} from 'react';
import type {CachedAnswers} from '../../answers/cached-answers.ts';
import {questions, type QuestionKey} from '../../answers/questions.ts';
import {useWizard} from '../context.ts';
import {Failure} from '../parts/failure.tsx';
import {Screen} from '../parts/screen.tsx';
import {Waiting} from '../parts/waiting.tsx';
import {useLookup} from '../use-lookup.ts';

export interface LookedProps<Value> {
	screen: QuestionKey;
	/** Why the last answer was refused: what can be answered may have changed with it. */
	refused?: string | undefined;
	/** What is being waited for. */
	what: string;
	load(cached: CachedAnswers): Promise<Value>;
	children(value: Value): ReactNode;
}

/** A screen that needs something looked up first; says so while it waits, and why if it fails. */
export function Looked<Value>({screen, refused = '', what, load, children}: LookedProps<Value>): ReactNode {
	const {cached} = useWizard();
	const lookup = useLookup(`${screen} ${refused}`, async () => {
		if (!cached) {
			throw new Error(`${screen} is asked before there is a source.`);
		}
		return load(cached);
	});
	if (lookup.state === 'ready') {
		return children(lookup.value);
	}
	const {text, hint} = questions[screen];
	return (
		<Screen screen={screen} title={text} hint={hint} keys={[]}>
			{lookup.state === 'failed' ? <Failure error={lookup.error} retry={lookup.retry} /> : <Waiting>{what}</Waiting>}
		</Screen>
	);
}
