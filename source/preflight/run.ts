import type {Check} from '../plan/check.ts';
import type {Choices, SiteChoices} from '../deployment/choices.ts';
import {CancelledError, OperatorError} from '../errors/kinds.ts';
import {azureChecks, siteCheckIds, siteChecks} from './checks.ts';
import {Context, SiteContext} from './context.ts';
import type {PreflightGateways, SiteGateways} from './gateways.ts';
import {unknown, type Outcome} from './outcome.ts';
import {checkIds, table, type CheckId} from './table.ts';

export interface PreflightOptions {
	signal?: AbortSignal;
	/** Called with each check as its outcome comes. */
	onCheck?(check: Check): void;
	/** Seconds after which a check is given up; 45 by default. */
	deadlineSeconds?: number;
}

// Azure's own validation takes 10 to 30 seconds; everything else is answered in a few.
const usualDeadline = 45;

/**
 * Runs all checks of a deployment in Azure, all side by side, and changes nothing that stays. One result for each check, in the order
 * of assets/preflight.json; what could not be asked is `unknown`. Throws a CancelledError when `signal` aborts, and nothing else.
 */
export async function runPreflight(choices: Choices, gateways: PreflightGateways, options: PreflightOptions = {}): Promise<Check[]> {
	return run(
		checkIds,
		(signal, outcome) => new Context(choices, gateways, signal, outcome),
		async (id, context) => (isSiteCheck(id) ? siteChecks[id](context) : azureChecks[id](context)),
		options,
	);
}

/** Like `runPreflight`, for a machine that was given with --host: only the checks that need no Azure. */
export async function runSitePreflight(choices: SiteChoices, gateways: SiteGateways, options: PreflightOptions = {}): Promise<Check[]> {
	return run(
		siteCheckIds,
		(signal, outcome) => new SiteContext(choices, gateways, signal, outcome),
		async (id, context) => siteChecks[id](context),
		options,
	);
}

async function run<Id extends CheckId, Scope extends {signal: AbortSignal; afterwards: Array<Promise<unknown>>}>(
	ids: readonly Id[],
	open: (signal: AbortSignal, outcome: (id: CheckId) => Promise<Outcome>) => Scope,
	check: (id: Id, context: Scope) => Promise<Outcome>,
	{signal, onCheck, deadlineSeconds = usualDeadline}: PreflightOptions,
): Promise<Check[]> {
	const deadline = AbortSignal.timeout(deadlineSeconds * 1000);
	const timedOut = unknown('It was not answered in time.', `no answer within ${deadlineSeconds} s`);
	const outcomes = new Map<CheckId, Promise<Outcome>>();
	const outcomeOf = async (id: CheckId): Promise<Outcome> => {
		const known = outcomes.get(id) ?? withDeadline(check(id as Id, context), context.signal, timedOut);
		outcomes.set(id, known);
		return known;
	};

	const context = open(signal ? AbortSignal.any([signal, deadline]) : deadline, outcomeOf);
	try {
		return await Promise.all(
			ids.map(async id => {
				const result = describe(id, await outcomeOf(id));
				signal?.throwIfAborted();
				onCheck?.(result);
				return result;
			}),
		);
	} catch (error) {
		throw signal?.aborted ? new CancelledError({outcome: 'Nothing was changed.'}, {cause: error}) : error;
	} finally {
		await Promise.allSettled(context.afterwards);
	}
}

function isSiteCheck(id: CheckId): id is (typeof siteCheckIds)[number] {
	return id in siteChecks;
}

/** The outcome, or why there is none. A check that ignores the signal is left behind at its deadline. */
async function withDeadline(asked: Promise<Outcome>, signal: AbortSignal, timedOut: Outcome): Promise<Outcome> {
	const {promise: over, resolve} = Promise.withResolvers<Outcome>();
	const end = () => resolve(timedOut);
	signal.addEventListener('abort', end, {once: true});
	try {
		return await Promise.race([asked.catch((error: unknown) => (signal.aborted ? timedOut : cannotTell(error))), over]);
	} finally {
		signal.removeEventListener('abort', end);
	}
}

function cannotTell(error: unknown): Outcome {
	if (error instanceof OperatorError) {
		const {cause, evidence = []} = error.explanation;
		return unknown(cause, evidence[0] ?? 'no answer');
	}

	// Sockets tell the reason one level below.
	const origin = error instanceof Error && error.cause instanceof Error ? error.cause : error;
	return unknown('The answer could not be received or read.', origin instanceof Error ? origin.message : String(origin));
}

function describe(id: CheckId, outcome: Outcome): Check {
	return {id, ...table[id], ...outcome};
}
