import {setTimeout as pause} from 'node:timers/promises';
import {CancelledError, ExternalError, type OperatorError} from '../../errors/kinds.ts';
import {type Call, type Pace, usualPace} from './call.ts';
import {converse} from './conversation.ts';
import {Deadlines} from './deadline.ts';
import {explainFailure} from './explain-failure.ts';
import {isAbsent, isBusy} from './failure.ts';
import {recordFailure, RequestError} from './failure-recorder.ts';

/** Options that every request of the SDK takes. */
export interface RequestOptions {
	abortSignal: AbortSignal;
}

/** Sends requests: each with a deadline, tried again while Azure is busy, explained when it fails. */
export class Caller {
	readonly deadlines = new Deadlines();

	constructor(readonly pace: Pace = usualPace) {}

	/** The answer to one request. `doing` appears in messages: `reading the machine wasper-vm`. */
	async request<T>(doing: string, call: Call, send: (options: RequestOptions) => Promise<T>): Promise<T> {
		return this.persist(doing, call, this.pace.requestSeconds, async abortSignal => send({abortSignal}));
	}

	/** The answer, or undefined when Azure says that there is no such thing. */
	async find<T>(doing: string, call: Call, send: (options: RequestOptions) => Promise<T>): Promise<T | undefined> {
		return this.request(doing, call, async options => {
			try {
				return await recordFailure(async () => send(options));
			} catch (error) {
				if (error instanceof RequestError && error.failure && isAbsent(error.failure)) {
					return undefined;
				}

				throw error;
			}
		});
	}

	/** Does `work`, again and again while Azure answers that it is throttling or busy, until `seconds` have passed. */
	async persist<T>(doing: string, call: Call, seconds: number, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
		using patience = this.deadlines.start(this.pace.retrySeconds);
		for (let wait = this.pace.retryPauseSeconds; ; wait = Math.min(wait * 2, 30)) {
			using deadline = this.deadlines.start(seconds);
			const signal = AbortSignal.any([call.signal, deadline.signal]);
			try {
				return await converse({call, deadlines: this.deadlines}, async () => recordFailure(async () => work(signal)));
			} catch (thrown) {
				const error = innermost(thrown);
				const busy = error instanceof RequestError && error.failure && isBusy(error.failure) ? error.failure : undefined;
				const rest = Math.max(wait, busy?.retryAfterSeconds ?? 0);
				if (!busy || signal.aborted || rest > patience.secondsLeft) {
					throw this.#explain(error, doing, call, deadline.signal);
				}

				call.retrying(`Azure is busy (${busy.code}).`, rest);
				await this.rest(rest, call);
			}
		}
	}

	/** Waits; stops at once when the run is being stopped. */
	async rest(seconds: number, call: Call): Promise<void> {
		try {
			await pause(seconds * 1000, undefined, {signal: call.signal});
		} catch (error) {
			throw new CancelledError({}, {cause: error});
		}
	}

	#explain(error: unknown, doing: string, call: Call, deadline: AbortSignal): OperatorError {
		if (call.signal.aborted) {
			return new CancelledError({outcome: 'Azure finishes what it has started; the next run waits for it.'}, {cause: error});
		}

		if (deadline.aborted) {
			return new ExternalError(
				{
					code: 'azure.deadline',
					cause: `Azure did not finish in time: gave up while ${doing}.`,
					outcome: 'Azure goes on with it.',
					next: 'Run the same command again: it waits for what Azure is still making, and makes nothing twice.',
				},
				{cause: error},
			);
		}

		return explainFailure(error, doing);
	}
}

/** `find` records inside `request`; only the inner recording saw the failure first. */
function innermost(error: unknown): unknown {
	return error instanceof RequestError && error.cause instanceof RequestError ? error.cause : error;
}
