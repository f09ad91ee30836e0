import {setTimeout as pause} from 'node:timers/promises';
import {OperatorError} from '../errors/kinds.ts';
import {sshFailure, sshGaveUp, type SshFailure} from './failures.ts';
import type {HostTiming} from './timing.ts';

export interface PatienceOptions {
	/** `203.0.113.10:22`, for the operator. */
	place: string;
	/** Milliseconds. */
	deadline: number;
	timing: HostTiming;
	signal: AbortSignal;
	say(line: string): void;
}

/** How often a machine may refuse the key: while it boots, its user can come later than its sshd. */
const briefAttempts = 3;

/**
 * Attempts until one succeeds, saying every few seconds what is awaited and why.
 * Throws an OperatorError of `attempt` at once, any other failure when it may not be retried or at the deadline.
 */
export async function untilConnected<T>(attempt: () => Promise<T>, {place, deadline, timing, signal, say}: PatienceOptions): Promise<T> {
	const started = performance.now();
	const elapsed = () => performance.now() - started;
	let failure: SshFailure | undefined;
	let brief = 0;
	const heartbeat = setInterval(() => {
		say(`Waiting for SSH at ${place}: ${failure?.entry.seen ?? 'no answer yet'} (${seconds(elapsed())} of ${seconds(deadline)} s).`);
	}, timing.heartbeat);
	try {
		for (;;) {
			try {
				return await attempt();
			} catch (error) {
				signal.throwIfAborted();
				if (error instanceof OperatorError) {
					throw error;
				}

				failure = sshFailure(error);
			}

			brief += failure.entry.retry === 'briefly' ? 1 : 0;
			const hopeless = failure.entry.retry === 'never' || brief >= briefAttempts;
			if (hopeless || elapsed() + timing.pause >= deadline) {
				throw sshGaveUp(place, failure, seconds(elapsed()));
			}

			await pause(timing.pause, undefined, {signal});
		}
	} finally {
		clearInterval(heartbeat);
	}
}

function seconds(milliseconds: number): number {
	return Math.round(milliseconds / 1000);
}
