import type {PlannedAction, PlannedStep} from './plan.ts';

/** What becomes of a step as people are told it: one that a stranger's thing blocks is not said to be replaced, for nothing is. */
export type Fate = PlannedAction | 'blocked';

/** What becomes of a step. */
export function fateOf({action, blocked}: Pick<PlannedStep, 'action' | 'blocked'>): Fate {
	return blocked === undefined ? action : 'blocked';
}

/** Fates in the order in which they matter, with their words. */
const words: Record<Fate, string> = {
	blocked: 'blocked',
	create: 'to create',
	change: 'to change',
	replace: 'to replace',
	remove: 'to remove',
	unknown: 'not known',
	keep: 'to keep',
};

/** `2 to change, 23 to keep` */
export function planCounts(steps: readonly PlannedStep[]): string {
	// Literal types keep their order and their names.
	return (Object.keys(words) as Fate[])
		.flatMap(fate => {
			const count = steps.filter(step => fateOf(step) === fate).length;
			return count === 0 ? [] : [`${count} ${words[fate]}`];
		})
		.join(', ');
}

/** What there is to know of a step beside its name: what differs, why, and what it costs in time, data and money. */
export function stepNotes({action, changes, cause, blocked, downtime, dataRisk, costDelta}: PlannedStep): string[] {
	// What is made from nothing differs in everything.
	const differences = action === 'create' ? [] : changes;
	return [
		...differences.map(({property, from, to}) => `${property}: ${from ?? 'nothing'} becomes ${to ?? 'nothing'}`),
		...(cause === undefined || differences.length > 0 ? [] : [cause]),
		...(blocked === undefined ? [] : [`Do this first: ${blocked}`]),
		...(downtime === undefined
			? []
			: [`Wasper is away for about ${downtime < 90 ? `${downtime} s` : `${Math.round(downtime / 60)} min`}.`]),
		...(dataRisk === undefined ? [] : [dataRisk]),
		...(costDelta === undefined ? [] : [`${costDelta < 0 ? '' : '+'}${costDelta.toFixed(2)} a month`]),
	];
}
