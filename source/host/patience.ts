import {setTimeout as pause} from 'node:timers/promises';
import {OperatorError} from '../errors/kinds.ts';
import {sshFailure, sshGaveUp, type SshFailure} from './failures.ts';
import type {HostTiming} from './timing.ts';

export interface PatienceOptions {
	/** `203.0.113.10:22`, for the operator. */
	place: string;
	/** Whether the machine was named by `--host`. */
	given?: boolean | undefined;
	/** Milliseconds. */
	deadline: number;
	timing: HostTiming;
	signal: AbortSignal;
	say(line: string): void;
}

/** How often a machine may reject the key: while it boots, sshd can be up before the user exists. */
const briefAttempts = 3;

/**
 * Retries until an attempt succeeds, and says every few seconds what it is waiting for and why.
 * An OperatorError of `attempt` is thrown at once, any other failure when it is not to be retried or at the deadline.
 */
export async function untilConnected<T>(
	attempt: () => Promise<T>,
	{place, given, deadline, timing, signal, say}: PatienceOptions,
): Promise<T> {
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
				throw sshGaveUp(place, failure, seconds(elapsed()), given);
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
