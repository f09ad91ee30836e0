/** The four kinds of failure. Every error that may reach an operator is one of these. */

/** What an operator reads when something stops: cause, what became of the work, what to do next. */
export interface Explanation {
	/** Stable word for scripts, such as `SkuNotAvailable` or `answers.missing`. */
	code: string;
	/** One sentence: why. */
	cause: string;
	/** The outcome for what was created so far. */
	outcome?: string;
	/** The next command or choice, in the operator's words. */
	next?: string;
	/** Raw words of the other side: body, correlation id, last log lines. Never a secret. */
	evidence?: string[];
	link?: string;
	/** What Azure has not: machines of this size, quota of its family, or room in the region. Another one would help. */
	shortage?: 'size' | 'family' | 'region';
}

export type ErrorKind = 'action' | 'bug' | 'external' | 'cancelled';

/** Exit codes, as documented in the README. */
export const exitCodes = {done: 0, bug: 1, usage: 2, action: 3, external: 4, cancelled: 130} as const;

/** An error with a sentence for the operator; `kind` decides the exit code and the tone. */
export class OperatorError extends Error {
	override readonly name: string = 'OperatorError';

	constructor(
		readonly kind: ErrorKind,
		readonly explanation: Explanation,
		options?: ErrorOptions,
	) {
		super(explanation.cause, options);
	}

	get exitCode(): number {
		return exitCodes[this.kind];
	}
}

/** The operator can put it right: a foreign resource in the way, a missing permission, a wrong key. */
export class ActionError extends OperatorError {
	override readonly name = 'ActionError';
	constructor(explanation: Explanation, options?: ErrorOptions) {
		super('action', explanation, options);
	}
}

/** An answer is missing or wrong; nothing was changed. */
export class UsageError extends OperatorError {
	override readonly name = 'UsageError';
	constructor(explanation: Explanation, options?: ErrorOptions) {
		super('action', explanation, options);
	}

	override get exitCode(): number {
		return exitCodes.usage;
	}
}

/** Something outside failed or did not answer: Azure, Cloudflare, the host, the network. */
export class ExternalError extends OperatorError {
	override readonly name = 'ExternalError';
	constructor(explanation: Explanation, options?: ErrorOptions) {
		super('external', explanation, options);
	}
}

/** The operator stopped the run. */
export class CancelledError extends OperatorError {
	override readonly name = 'CancelledError';
	constructor(explanation: Partial<Explanation> = {}, options?: ErrorOptions) {
		super('cancelled', {code: 'cancelled', cause: 'Stopped on request.', ...explanation}, options);
	}
}
