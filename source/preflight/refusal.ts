import type {Check} from '../deployment/check.ts';
import {ActionError} from '../errors/kinds.ts';

/** Checks that forbid to begin, each with what can be done about it. */
export function preflightFailure(stopping: readonly Check[]): ActionError {
	const overridable = stopping.filter(check => check.overridable).map(({id}) => id);
	const hint = overridable.length > 0 ? `, or go on in spite of what you know better: --override ${overridable.join(',')}` : '';
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
		next: `Put this right and run the same command again${hint}`,
	});
}
