import {CancelledError} from '../errors/kinds.ts';
import type {Bus} from '../runner/bus.ts';
import type {Question} from '../steps/question.ts';
import type {StopSwitch} from '../runner/stop.ts';

export interface Interrupts {
	/** Whether the operator asked to remove what this run made. */
	readonly removal: boolean;
	/** Stops listening. */
	end(): void;
}

/** Listens for Ctrl+C and for a request to terminate; the first asks, a second one lets go at once. */
export function watchInterrupts(
	bus: Bus,
	stop: StopSwitch,
	ask: (question: Question) => Promise<string>,
	stopQuestion: Question,
): Interrupts {
	let asking = false;
	let removal = false;

	const decide = (answer: string): void => {
		if (answer === 'leave') {
			bus.emit({type: 'run.stopping', reason: 'Letting go: Azure and the machine go on with what is under way.'});
			stop.leave('Left running on request.');
		} else if (answer === 'finish' || answer === 'remove') {
			removal = answer === 'remove';
			const then = removal ? 'then what this run made is removed' : 'then this run stops';
			bus.emit({type: 'run.stopping', reason: `Steps under way are being finished, ${then}. Ctrl+C again lets go at once.`});
			stop.finish('Stopped on request.');
		}
	};

	const interrupted = (): void => {
		if (stop.reason) {
			decide('leave');
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

	const terminated = (): void => decide('leave');
	process.on('SIGINT', interrupted);
	process.on('SIGTERM', terminated);
	process.on('SIGHUP', terminated);
	return {
		get removal() {
			return removal;
		},
		end() {
			process.off('SIGINT', interrupted);
			process.off('SIGTERM', terminated);
			process.off('SIGHUP', terminated);
		},
	};
}

/** Does `work` before a run, when there is nothing to finish or to leave: Ctrl+C throws a CancelledError at once. */
export async function unlessInterrupted<Value>(work: Promise<Value>): Promise<Value> {
	const {promise, reject} = Promise.withResolvers<never>();
	const interrupted = () => reject(new CancelledError({outcome: 'Nothing was changed.'}));
	process.on('SIGINT', interrupted);
	try {
		return await Promise.race([work, promise]);
	} finally {
		process.off('SIGINT', interrupted);
	}
}

/** A signal that Ctrl+C, or a request to terminate, aborts; `end` stops listening. */
export function untilInterrupted(): {signal: AbortSignal; end(): void} {
	const stopping = new AbortController();
	const interrupted = () => stopping.abort(new CancelledError());
	const names = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
	for (const name of names) {
		process.on(name, interrupted);
	}

	return {
		signal: stopping.signal,
		end() {
			for (const name of names) {
				process.off(name, interrupted);
			}
		},
	};
}
