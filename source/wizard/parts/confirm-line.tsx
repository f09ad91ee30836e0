import {Text} from 'ink';
import type {ReactNode} from 'react';
import {stops, type Check} from '../../deployment/check.ts';
import {checkCounts} from '../../deployment/check-words.ts';
import {planCounts} from '../../deployment/plan-words.ts';
import {useWizard} from '../context.ts';
import type {PreviewLookup} from '../use-preview.ts';

export interface ConfirmLineProps {
	isSelected: boolean;
	/** Confirmed already; goes on once everything is looked at. */
	isGoing: boolean;
	lookup: PreviewLookup['lookup'];
	plan: PreviewLookup['plan'];
	checks: readonly Check[];
}

/** What Enter does here, and what is known of it: counts of the plan and of the checks. */
export function ConfirmLine({isSelected, isGoing, lookup, plan, checks}: ConfirmLineProps): ReactNode {
	const {form, session, theme, layout} = useWizard();
	const {overridden, settled} = session;
	const isStopped = checks.some(check => stops(check, overridden));
	const counts = checkCounts(checks, overridden);
	const known = [
		isStopped ? counts : '',
		plan ? planCounts(plan.steps) : '',
		lookup?.state === 'waiting' ? (isGoing ? 'goes on once all is checked' : 'checking') : '',
		lookup?.state === 'failed' ? 'the plan is not known' : '',
		isStopped ? '' : counts,
	].filter(Boolean);
	return (
		<Text bold wrap="truncate" {...(isSelected ? theme.accent : {})}>
			{isSelected ? theme.symbols.pointer : ' '}{' '}
			{settled.target !== 'sandbox' ? form.confirm : layout.width < 60 ? 'Rehearse it' : 'Rehearse it: nothing real is created'}
			<Text {...(isStopped ? theme.bad : theme.dim)}>{known.length > 0 ? `  ${known.join('; ')}` : ''}</Text>
		</Text>
	);
}
