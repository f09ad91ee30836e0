import {useEffect, useState} from 'react';
import type {Check} from '../plan/check.ts';
import type {Plan, Preview} from '../plan/plan.ts';
import {useWizard} from './context.ts';
import {useLookup, type Lookup} from './use-lookup.ts';

export interface PreviewLookup {
	/** Undefined where the form has none. */
	lookup: Lookup<Preview> | undefined;
	/** There as soon as it is known, before the last check. */
	plan?: Plan | undefined;
	/** Checks that are answered, while the rest is waited for. */
	checks: readonly Check[];
}

/** Looks at what stands and checks everything, from the moment in which the review opens; stops when it is left. */
export function usePreview(): PreviewLookup {
	const {form, session, cached} = useWizard();
	const [early, setEarly] = useState<readonly Check[]>([]);
	const [plan, setPlan] = useState<Plan>();
	const [controller] = useState(() => new AbortController());
	useEffect(() => () => controller.abort(), [controller]);
	const lookup = useLookup('preview', async () => {
		if (!form.preview || !cached) {
			return undefined;
		}

		setEarly([]);
		setPlan(undefined);
		return form.preview(session.settled, cached.source, {
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
