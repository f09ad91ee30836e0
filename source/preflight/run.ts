import type {Check} from '../plan/check.ts';
import type {Choices} from '../deployment/choices.ts';
import {CancelledError, OperatorError} from '../errors/kinds.ts';
import {Context} from './context.ts';
import type {PreflightGateways} from './gateways.ts';
import {unknown, type Outcome} from './outcome.ts';
import {questions} from './questions.ts';
import {checkIds, table, type CheckId} from './table.ts';

export interface PreflightOptions {
	signal?: AbortSignal;
	/** Called with each answer as it comes. */
	onCheck?(check: Check): void;
	/** Seconds after which a question is given up; 45 unless told. */
	deadlineSeconds?: number;
}

// Azure's own rehearsal takes 10 to 30 seconds; everything else is answered in a few.
const usualDeadline = 45;

/**
 * Asks everything that can go wrong, all side by side, and changes nothing that stays. One check for each question,
 * in the order of assets/preflight.json; what could not be asked is `unknown`. Throws a CancelledError when `signal` aborts, and nothing else.
 */
export async function runPreflight(choices: Choices, gateways: PreflightGateways, options: PreflightOptions = {}): Promise<Check[]> {
	const {signal, onCheck, deadlineSeconds = usualDeadline} = options;
	const deadline = AbortSignal.timeout(deadlineSeconds * 1000);
	const tooLate = unknown('It was not answered in time.', `no answer within ${deadlineSeconds} s`);
	const outcomes = new Map<CheckId, Promise<Outcome>>();
	const ask = async (id: CheckId): Promise<Outcome> => {
		const asked = outcomes.get(id) ?? settle(questions[id](context), context.signal, tooLate);
		outcomes.set(id, asked);
		return asked;
	};

	const context = new Context(choices, gateways, signal ? AbortSignal.any([signal, deadline]) : deadline, ask);
	try {
		return await Promise.all(
			checkIds.map(async id => {
				const check = describe(id, await ask(id));
				signal?.throwIfAborted();
				onCheck?.(check);
				return check;
			}),
		);
	} catch (error) {
		throw signal?.aborted ? new CancelledError({outcome: 'Nothing was begun.'}, {cause: error}) : error;
	} finally {
		await Promise.allSettled(context.afterwards);
	}
}

/** The answer, or why there is none. A question that hears no signal is left behind at its deadline. */
async function settle(asked: Promise<Outcome>, signal: AbortSignal, tooLate: Outcome): Promise<Outcome> {
	const {promise: over, resolve} = Promise.withResolvers<Outcome>();
	const end = () => resolve(tooLate);
	signal.addEventListener('abort', end, {once: true});
	try {
		return await Promise.race([asked.catch((error: unknown) => (signal.aborted ? tooLate : cannotTell(error))), over]);
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
	return unknown('The answer could not be had or read.', origin instanceof Error ? origin.message : String(origin));
}

function describe(id: CheckId, outcome: Outcome): Check {
	return {id, ...table[id], ...outcome};
}
