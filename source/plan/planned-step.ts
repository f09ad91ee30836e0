import {worstState, type Finding, type Inspection} from './finding.ts';
import type {PlannedAction, PlannedStep} from './plan.ts';

/** Which step it is, as plans name it. */
export interface StepName {
	id: string;
	title: string;
	plane: string;
}

/** What a run would do about a step that was inspected. */
export function planStep({id, title, plane}: StepName, {evidence, findings}: Inspection): PlannedStep {
	return {step: id, title, plane, action: actionFor(findings), evidence, findings};
}

/**
 * What a run would do about a step that could not be inspected, because `awaited` must be right first.
 * When all of those are to be created, so is it; otherwise nobody can say.
 */
export function planUnseen({id, title, plane}: StepName, awaited: readonly PlannedStep[]): PlannedStep {
	const names = awaited.map(step => step.title).join(', ');
	const isNew = awaited.every(({action}) => action === 'create');
	const evidence = isNew ? `comes after: ${names}` : 'not inspected';
	const finding: Finding = isNew
		? {code: `${id}.absent`, state: 'absent', evidence}
		: {code: `${id}.not-inspected`, state: 'unknown', evidence, cause: `Can be inspected only after: ${names}.`};
	return {
		step: id,
		title,
		plane,
		action: isNew ? 'create' : 'unknown',
		awaits: awaited.map(({step}) => step),
		evidence,
		findings: [finding],
	};
}

function actionFor(findings: readonly Finding[]): PlannedAction {
	switch (worstState(findings)) {
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
			return findings.some(({replace}) => replace) ? 'replace' : 'change';
		}
	}
}
