import {stops, type Check} from '../../plan/check.ts';
import {preflightFailure} from '../../preflight/refusal.ts';
import {checkCount, checkNotes} from '../../reporters/check-lines.ts';
import type {RunFaces} from '../faces.ts';
import {untilInterrupted} from '../interrupt.ts';
import {preflightEvent} from '../run.ts';

/**
 * Checks everything that can go wrong, by `ask`, and shows the result. Returns all checks; throws an ActionError that lists those
 * that stop the run.
 */
export async function runChecks(
	ask: (signal: AbortSignal) => Promise<Check[]>,
	overridden: ReadonlySet<string>,
	faces: Pick<RunFaces, 'show' | 'record'>,
): Promise<readonly Check[]> {
	const checks = await untilInterrupted(ask);
	const stopping = checks.filter(check => stops(check, overridden));
	// What stops the run is in its error.
	const others = checks.filter(check => !stopping.includes(check));
	faces.show(style => [...checkCount(checks, style), ...checkNotes(others, overridden, style)]);
	if (stopping.length > 0) {
		await faces.record(preflightEvent({checks, overridden}));
		throw preflightFailure(stopping);
	}

	return checks;
}
