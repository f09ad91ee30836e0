import type {Ask} from '../../deployment/question.ts';

/** On whose behalf Azure is called: how to stop it, and where progress is reported. Every StepContext is one. */
export interface Call {
	readonly signal: AbortSignal;
	/** A line for the tail under the running step. */
	say(line: string): void;
	/** It will be tried again in so many seconds, and why. */
	retrying(cause: string, seconds: number): void;
	/** Asks the operator, such as to sign in again; absent where there is no run. */
	ask?: Ask;
}

/** How patient the gateway is. */
export interface Pace {
	/** Milliseconds between two looks at a running operation, where Azure names no interval of its own. */
	pollMilliseconds: number;
	/** Seconds between two signs of life of a running operation. */
	heartbeatSeconds: number;
	/** Seconds after which a plain request is given up. */
	requestSeconds: number;
	/** Seconds after which a long-running operation is given up; Azure goes on with it. */
	operationSeconds: number;
	/** Seconds during which throttled and busy answers are tried again. */
	retrySeconds: number;
	/** Seconds before the first such try; doubled each time, up to half a minute. */
	retryPauseSeconds: number;
}

export const usualPace: Pace = {
	pollMilliseconds: 2000,
	heartbeatSeconds: 5,
	requestSeconds: 60,
	operationSeconds: 30 * 60,
	retrySeconds: 5 * 60,
	retryPauseSeconds: 2,
};

/** The pace for a sandbox that is faster than Azure by `scale`, so that polling takes no longer than the work; the usual one from 1 on. */
export function paceAt(scale: number): Pace {
	if (scale >= 1) {
		return usualPace;
	}

	const {pollMilliseconds, retryPauseSeconds, retrySeconds} = usualPace;
	return {
		...usualPace,
		pollMilliseconds: Math.max(10, (pollMilliseconds * scale) / 4),
		retryPauseSeconds: Math.max(0.1, retryPauseSeconds * scale),
		retrySeconds: Math.max(10, retrySeconds * scale),
	};
}
