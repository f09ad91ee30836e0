import {stops, type Check} from './check.ts';
import type {PlannedStep} from './plan.ts';

/** Whether a run would stop: at a check before it begins, or at a step that the operator must clear first. */
export function isStopped(steps: readonly PlannedStep[], checks: readonly Check[], overridden: ReadonlySet<string>): boolean {
	return checks.some(check => stops(check, overridden)) || steps.some(({findings}) => findings.some(({blocked}) => blocked !== undefined));
}
