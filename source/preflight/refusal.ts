import type {Check} from '../plan/check.ts';
import {ActionError} from '../errors/kinds.ts';

/** The error of checks that prevent a run, each with its fix. */
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
		outcome: 'Nothing was changed.',
		next: `Fix this and run the same command again${wayPast(overridable)}`,
	});
}

/** How to run in spite of checks that the operator decides to override. */
function wayPast([first, ...others]: readonly string[]): string {
	if (first === undefined) {
		return '.';
	}

	return others.length === 0
		? `, or override the check: --override ${first}`
		: `, or override some of these checks with --override ID,ID: ${[first, ...others].join(', ')}`;
}
