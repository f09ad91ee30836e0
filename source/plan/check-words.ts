import {stops, type Check} from './check.ts';

/** What a check means for the run: `stops`, `overridden`, `warning`, `note`, `not known` or `passed`. */
export type CheckWeight = 'stops' | 'overridden' | 'warning' | 'note' | 'not known' | 'passed';

/** Heaviest first. */
export const checkWeights: readonly CheckWeight[] = ['stops', 'overridden', 'warning', 'note', 'not known', 'passed'];

/** What `check` means, given the ids that the operator overrides. */
export function weigh(check: Check, overridden: ReadonlySet<string>): CheckWeight {
	if (check.state !== 'failed') {
		return check.state === 'passed' ? 'passed' : 'not known';
	}

	if (stops(check, overridden)) {
		return 'stops';
	}

	return check.severity === 'must' ? 'overridden' : check.severity === 'should' ? 'warning' : 'note';
}

/** `1 check stops this`, `2 checks stop this; 1 warning`; empty when nothing is to be said. */
export function checkCounts(checks: readonly Check[], overridden: ReadonlySet<string>): string {
	const count = (weight: CheckWeight) => checks.filter(check => weigh(check, overridden) === weight).length;
	const [stopping, ignored, warnings] = [count('stops'), count('overridden'), count('warning')];
	return [
		...(stopping > 0 ? [stopping === 1 ? '1 check stops this' : `${stopping} checks stop this`] : []),
		...(ignored > 0 ? [`${ignored} overridden`] : []),
		...(warnings > 0 ? [warnings === 1 ? '1 warning' : `${warnings} warnings`] : []),
	].join('; ');
}

/** Heaviest first; those of one weight keep their order. */
export function sortChecks(checks: readonly Check[], overridden: ReadonlySet<string>): Check[] {
	const place = (check: Check) => checkWeights.indexOf(weigh(check, overridden));
	return checks.toSorted((one, other) => place(one) - place(other));
}

/** `30 of 33 passed, 2 failed, 1 could not be checked` */
export function stateCounts(checks: readonly Check[]): string {
	const amount = (state: Check['state']) => checks.filter(check => check.state === state).length;
	return [
		`${amount('passed')} of ${checks.length} passed`,
		...(amount('failed') > 0 ? [`${amount('failed')} failed`] : []),
		...(amount('unknown') > 0 ? [`${amount('unknown')} could not be checked`] : []),
	].join(', ');
}
