import {explain} from '../errors/explain.ts';
import {CancelledError} from '../errors/kinds.ts';
import type {Bus} from '../runner/bus.ts';
import type {Question} from '../steps/question.ts';
import type {StopSwitch} from '../runner/stop.ts';
import {onEndRequest, type EndRequest} from '../terminal/end-requests.ts';

export interface Interrupts {
	/** Whether the operator asked to remove what this run created. */
	readonly removal: boolean;
	/** Stops listening. */
	end(): void;
}

/** Signals that end a program, and the sentence that the operator reads for each. */
const requests = {
	SIGINT: 'Stopped on request.',
	SIGTERM: 'This program received SIGTERM.',
	SIGHUP: 'The terminal of this program was closed (SIGHUP).',
} as const satisfies Record<EndRequest, string>;

/** Listens for Ctrl+C, which asks, and for a request to terminate, which lets go at once, as a second Ctrl+C does. */
export function watchInterrupts(
	bus: Bus,
	stop: StopSwitch,
	ask: (question: Question) => Promise<string>,
	stopQuestion: Question,
): Interrupts {
	let asking = false;
	let removal = false;

	const letGo = (reason: string): void => {
		bus.emit({type: 'run.stopping', reason: 'Letting go: Azure and the machine go on with what is under way.'});
		stop.leave(reason);
	};

	const decide = (answer: string): void => {
		if (answer === 'leave') {
			letGo('Left running on request.');
		} else if (answer === 'finish' || answer === 'remove') {
			removal = answer === 'remove';
			const then = removal ? 'then what this run created is removed' : 'then this run stops';
			bus.emit({type: 'run.stopping', reason: `Steps under way are being finished, ${then}. Ctrl+C again lets go at once.`});
			stop.finish('Stopped on request.');
		}
	};

	const interrupted = (): void => {
		if (stop.reason) {
			letGo(stop.reason);
		} else if (!asking) {
			asking = true;
			void ask(stopQuestion).then(
				answer => {
					asking = false;
					decide(answer);
				},
				// The run ended while the question was open.
				() => {},
			);
		}
	};

	const end = onEndRequest(request => (request === 'SIGINT' ? interrupted() : letGo(requests[request])));
	return {
		get removal() {
			return removal;
		},
		end,
	};
}

/** Does `work` before a run, when there is nothing to finish or to leave: a request to end throws a CancelledError at once. */
export async function unlessInterrupted<Value>(work: Promise<Value>): Promise<Value> {
	const {promise, reject} = Promise.withResolvers<never>();
	const end = onEndRequest(request => reject(new CancelledError({cause: requests[request], outcome: 'Nothing was changed.'})));
	try {
		return await Promise.race([work, promise]);
	} finally {
		end();
	}
}

/** Does `work`, whose signal a request to end aborts; the CancelledError that comes of it says what the request was. */
export async function untilInterrupted<Value>(work: (signal: AbortSignal) => Promise<Value>): Promise<Value> {
	const stopping = new AbortController();
	let cause: string | undefined;
	const end = onEndRequest(request => {
		cause ??= requests[request];
		stopping.abort(new CancelledError({cause}));
	});
	try {
		return await work(stopping.signal);
	} catch (error) {
		const {kind, explanation} = explain(error);
		throw cause !== undefined && kind === 'cancelled' ? new CancelledError({...explanation, cause}, {cause: error}) : error;
	} finally {
		end();
	}
}
