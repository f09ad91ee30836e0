import type {Finding} from './finding.ts';
import type {PlannedAction, PlannedStep} from './plan.ts';

/** Which step it is, as plans name it. */
export interface StepName {
	id: string;
	title: string;
	plane: string;
}

/** What a run would do about a step that was looked at. */
export function planStep({id, title, plane}: StepName, finding: Finding): PlannedStep {
	const {state, evidence, changes = [], cause, fix, blocked, downtime, dataRisk, costDelta} = finding;
	const action = actionFor(finding);
	return {
		step: id,
		title,
		plane,
		action,
		evidence,
		changes,
		...(cause !== undefined && {cause}),
		...(fix !== undefined && state !== 'ok' && {fix}),
		...(blocked !== undefined && {blocked}),
		...(downtime !== undefined && {downtime}),
		...(dataRisk !== undefined && {dataRisk}),
		...(costDelta !== undefined && {costDelta}),
	};
}

/**
 * What a run would do about a step that could not be looked at, because `awaited` must be right first.
 * When all of them are simply made, so is it; otherwise nobody can say.
 */
export function planUnseen({id, title, plane}: StepName, awaited: readonly PlannedStep[]): PlannedStep {
	const names = awaited.map(step => step.title).join(', ');
	const made = awaited.every(({action}) => action === 'create');
	return {
		step: id,
		title,
		plane,
		changes: [],
		awaits: awaited.map(({step}) => step),
		...(made
			? {action: 'create', evidence: `comes after: ${names}`}
			: {action: 'unknown', evidence: 'not looked at', cause: `It can only be looked at once this is right: ${names}.`}),
	};
}

function actionFor({state, replace}: Finding): PlannedAction {
	switch (state) {
		case 'ok': {
			return 'keep';
		}

		case 'absent': {
			return 'create';
		}

		case 'unknown': {
			return 'unknown';
		}

		case 'drifted':
		case 'broken': {
			return replace ? 'replace' : 'change';
		}
	}
}
