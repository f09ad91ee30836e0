import {Text} from 'ink';
import type {ReactNode} from 'react';
import {stops, type Check} from '../../plan/check.ts';
import {checkCounts} from '../../plan/check-words.ts';
import {planCounts} from '../../plan/plan-words.ts';
import {useWizard} from '../context.ts';
import {isNarrow} from '../../terminal/columns.ts';
import {fittingPieces} from '../layout.ts';
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
	const {overridden, answered} = session;
	const isStopped = checks.some(check => stops(check, overridden));
	const counts = checkCounts(checks, overridden).split('; ');
	const known = [
		...(isStopped ? counts : []),
		...(lookup?.state === 'waiting' && isGoing ? ['goes on once checked'] : []),
		...(plan ? planCounts(plan.steps).split(', ') : []),
		...(lookup?.state === 'waiting' && !isGoing ? ['checking'] : []),
		...(lookup?.state === 'failed' ? ['the plan is not known'] : []),
		...(isStopped ? [] : counts),
	].filter(Boolean);
	const [whole, brief] =
		answered.target === 'sandbox' ? ['Rehearse it: nothing real is created', 'Rehearse it'] : [form.confirm, form.confirmBriefly];
	const does = isNarrow(layout.width) ? brief : whole;
	// The most important comes first; what has no room is on the other pages.
	const shown = fittingPieces(known, ', ', layout.width - does.length - 4);
	return (
		<Text bold wrap="truncate" {...(isSelected ? theme.accent : {})}>
			{isSelected ? theme.symbols.pointer : ' '} {does}
			<Text {...(isStopped ? theme.bad : theme.dim)}>{shown && `  ${shown}`}</Text>
		</Text>
	);
}
