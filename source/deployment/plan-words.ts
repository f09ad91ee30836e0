import type {PlannedAction, PlannedStep} from './plan.ts';

/** Actions in the order in which they matter, with their words. */
const words: Record<PlannedAction, string> = {
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
	return (Object.keys(words) as PlannedAction[])
		.flatMap(action => {
			const count = steps.filter(step => step.action === action).length;
			return count === 0 ? [] : [`${count} ${words[action]}`];
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
