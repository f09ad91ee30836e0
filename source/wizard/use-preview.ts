import {useEffect, useState} from 'react';
import type {Answered} from '../answers/answers.ts';
import type {AnswerSource} from '../answers/answer-source.ts';
import type {Check} from '../plan/check.ts';
import type {Plan, Preview} from '../plan/plan.ts';
import {useWizard} from './context.ts';
import {useLookup, type Lookup} from './use-lookup.ts';

export interface PreviewLookup {
	/** Undefined where the form has none. */
	lookup: Lookup<Preview> | undefined;
	/** Available before the last check is done. */
	plan?: Plan | undefined;
	/** The checks that are done, while others are still running. */
	checks: readonly Check[];
}

/** The plan and the checks for these answers, from the moment when the review opens; stops when it is left. */
export function usePreview(answered: Answered, source: AnswerSource): PreviewLookup {
	const {form} = useWizard();
	const [early, setEarly] = useState<readonly Check[]>([]);
	const [plan, setPlan] = useState<Plan>();
	const [controller] = useState(() => new AbortController());
	useEffect(() => () => controller.abort(), [controller]);
	const lookup = useLookup('preview', async () => {
		if (!form.preview) {
			return undefined;
		}

		setEarly([]);
		setPlan(undefined);
		return form.preview(answered, source, {
			signal: controller.signal,
			onPlan: setPlan,
			onCheck: check => setEarly(checks => [...checks, check]),
		});
	});
	if (!form.preview) {
		return {lookup: undefined, checks: []};
	}

	if (lookup.state !== 'ready') {
		return {lookup, plan, checks: early};
	}

	const {value} = lookup;
	return {lookup: value && {state: 'ready', value}, plan: value?.plan, checks: value?.checks ?? []};
}
