import type {Check} from '../plan/check.ts';
import {ActionError} from '../errors/kinds.ts';

/** Checks that forbid to begin, each with what can be done about it. */
export function preflightFailure(stopping: readonly Check[]): ActionError {
	const overridable = stopping.filter(check => check.overridable).map(({id}) => id);
	return new ActionError({
		code: 'preflight',
		cause: stopping.length === 1 ? 'One check stops this run.' : `${stopping.length} checks stop this run.`,
		evidence: stopping.flatMap(({id, cause, fix, evidence, link}) => [
			`${id}: ${cause}`,
			`  Seen: ${evidence}`,
			...(fix ? [`  ${fix}`] : []),
			...(link ? [`  ${link}`] : []),
		]),
		outcome: 'Nothing was begun.',
		next: `Put this right and run the same command again${wayPast(overridable)}`,
	});
}

/** How to go on in spite of checks that the operator knows better about. */
function wayPast([first, ...others]: readonly string[]): string {
	if (first === undefined) {
		return '.';
	}

	return others.length === 0
		? `, or go on in spite of it: --override ${first}`
		: `, or go on in spite of those that you know better about: --override ID,ID with ${[first, ...others].join(', ')}`;
}
