import type {Finding} from './finding.ts';
import {totalCost} from './plan-cost.ts';
import {plannedActions, type PlannedAction, type PlannedStep} from './plan.ts';

/** The action as it is displayed: a step whose obstacle the operator must remove first is blocked, since nothing is done to it. */
export type DisplayedAction = PlannedAction | 'blocked';

/** What is displayed for a step. */
export function displayedAction({action, findings}: Pick<PlannedStep, 'action' | 'findings'>): DisplayedAction {
	return findings.some(({blocked}) => blocked !== undefined) ? 'blocked' : action;
}

/** Displayed actions, what matters most first. */
export const displayedActions: readonly DisplayedAction[] = [
	'blocked',
	...plannedActions.filter(action => action !== 'keep' && action !== 'unknown'),
	'unknown',
	'keep',
];

/** `change`, `not known` */
export function actionWord(action: DisplayedAction): string {
	return action === 'unknown' ? 'not known' : action;
}

/** How many steps there are of each action that occurs, what matters most first: `2 to change`. */
export function countActions(steps: readonly PlannedStep[]): Array<{action: DisplayedAction; phrase: string}> {
	return displayedActions
		.map(action => ({action, count: steps.filter(step => displayedAction(step) === action).length}))
		.filter(({count}) => count > 0)
		.map(({action, count}) => ({
			action,
			phrase: `${count} ${action === 'unknown' || action === 'blocked' ? '' : 'to '}${actionWord(action)}`,
		}));
}

/** `2 to change, 1 not known, 23 to keep` */
export function planCounts(steps: readonly PlannedStep[]): string {
	return countActions(steps)
		.map(({phrase}) => phrase)
		.join(', ');
}

/** How the notes of a step are written: the currency of its price, and the separator of old and new. */
export interface NoteStyle {
	currency: string;
	arrow?: string;
	/** Whether the price is shown in another column. */
	withoutCost?: boolean;
}

/** What there is to know of a step besides its name: of each finding what differs, why, what is done about it and what that risks; then the price. */
export function stepNotes({action, awaits, findings}: PlannedStep, style: NoteStyle): string[] {
	const cost = style.withoutCost ? undefined : totalCost(findings);
	return [
		...findings.flatMap(finding => findingNotes(finding, action === 'create' || awaits !== undefined, style)),
		...(cost === undefined ? [] : [`${cost < 0 ? '' : '+'}${cost.toFixed(2)} ${style.currency} a month`]),
	];
}

/** Something that is created differs in everything, and to create it is the fix. */
function findingNotes({changes = [], cause, fix, downtime, dataRisk}: Finding, isNew: boolean, {arrow = 'becomes'}: NoteStyle): string[] {
	const differences = isNew ? [] : changes;
	return [
		...differences.map(({property, from, to}) => `${property}: ${from ?? 'nothing'} ${arrow} ${to ?? 'nothing'}`),
		...(cause === undefined || differences.length > 0 ? [] : [cause]),
		...(fix === undefined || isNew ? [] : [fix]),
		...(downtime === undefined ? [] : [`Downtime: about ${downtime < 90 ? `${downtime} s` : `${Math.round(downtime / 60)} min`}.`]),
		...(dataRisk === undefined ? [] : [dataRisk]),
	];
}

/** What the operator must do before a run gets past a step. */
export function blockedNote({findings}: Pick<PlannedStep, 'findings'>): string[] {
	const blocked = new Set(findings.flatMap(finding => finding.blocked ?? []));
	return [...blocked].map(text => `Do this first: ${text}`);
}
