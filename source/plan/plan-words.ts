import type {PlannedAction, PlannedStep} from './plan.ts';

/** What becomes of a step as people are told it: one that a stranger's thing blocks is not said to be replaced, for nothing is. */
export type DisplayedAction = PlannedAction | 'blocked';

/** What becomes of a step. */
export function displayedAction({action, blocked}: Pick<PlannedStep, 'action' | 'blocked'>): DisplayedAction {
	return blocked === undefined ? action : 'blocked';
}

/** Fates in the order in which they matter, with their words. */
const words: Record<DisplayedAction, string> = {
	blocked: 'blocked',
	create: 'create',
	change: 'change',
	replace: 'replace',
	remove: 'remove',
	unknown: 'not known',
	keep: 'keep',
};
// Literal types keep their order and their names.
export const displayedActions = Object.keys(words) as DisplayedAction[];

/** `change`, `not known` */
export function actionWord(fate: DisplayedAction): string {
	return words[fate];
}

/** How many steps there are of each fate that there is, what matters most first: `2 to change`. */
export function countActions(steps: readonly PlannedStep[]): Array<{fate: DisplayedAction; phrase: string}> {
	return displayedActions
		.map(fate => ({fate, count: steps.filter(step => displayedAction(step) === fate).length}))
		.filter(({count}) => count > 0)
		.map(({fate, count}) => ({fate, phrase: `${count} ${fate === 'unknown' || fate === 'blocked' ? '' : 'to '}${words[fate]}`}));
}

/** `2 to change, 1 not known, 23 to keep` */
export function planCounts(steps: readonly PlannedStep[]): string {
	return countActions(steps)
		.map(({phrase}) => phrase)
		.join(', ');
}

/** How the notes of a step are written: the currency of its price, and what stands between old and new. */
export interface NoteStyle {
	currency: string;
	arrow?: string;
}

/** What there is to know of a step beside its name: what differs, why, and what it costs in time, data and money. */
export function stepNotes(
	{action, changes, cause, downtime, dataRisk, costDelta}: PlannedStep,
	{currency, arrow = 'becomes'}: NoteStyle,
): string[] {
	// What is made from nothing differs in everything.
	const differences = action === 'create' ? [] : changes;
	return [
		...differences.map(({property, from, to}) => `${property}: ${from ?? 'nothing'} ${arrow} ${to ?? 'nothing'}`),
		...(cause === undefined || differences.length > 0 ? [] : [cause]),
		...(downtime === undefined
			? []
			: [`Wasper is away for about ${downtime < 90 ? `${downtime} s` : `${Math.round(downtime / 60)} min`}.`]),
		...(dataRisk === undefined ? [] : [dataRisk]),
		...(costDelta === undefined ? [] : [`${costDelta < 0 ? '' : '+'}${costDelta.toFixed(2)} ${currency} a month`]),
	];
}

/** What the operator must do before a run gets past a step. */
export function blockedNote({blocked}: Pick<PlannedStep, 'blocked'>): string[] {
	return blocked === undefined ? [] : [`Do this first: ${blocked}`];
}
