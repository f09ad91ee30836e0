import {ActionError, type ErrorKind, type Explanation, ExternalError, OperatorError} from './kinds.ts';

/** One thing that another side may say, and what it means for the operator. The files in assets/errors are lists of these, more exact ones first. */
export interface ErrorEntry {
	/** The other side's own codes, one of which must match; absent when its words alone decide. */
	codes?: string[];
	/** Regular expression that its words must match, whatever their case; named groups fill `{name}` in the sentences. */
	message?: string;
	/** An ErrorKind; a plain string to the compiler, because JSON has no literal types. */
	kind: string;
	/** Stable word for scripts, where the other side's code is none. */
	code?: string;
	/** One sentence: why. */
	cause: string;
	/** The outcome for what was created so far; by default the gateway's usual sentence. */
	outcome?: string;
	/** The next command or choice. */
	next: string;
	link?: string;
	/** Where another machine would help, what is short: `size`, `family` or `region`. */
	shortage?: string;
}

/** What the other side said: its code, if any, and its words. */
export interface Reason {
	code: string;
	message: string;
}

/** An entry that fits, the reason that it fits, and what the sentences take from it. */
export interface Recognised<Entry extends ErrorEntry = ErrorEntry> {
	entry: Entry;
	reason: Reason;
	words: Record<string, string>;
}

/** The first entry that fits the first of these reasons that is known at all. */
export function recognise<Entry extends ErrorEntry>(entries: readonly Entry[], reasons: readonly Reason[]): Recognised<Entry> | undefined {
	for (const reason of reasons) {
		for (const entry of entries) {
			const match = entry.codes?.includes(reason.code) === false ? null : new RegExp(entry.message ?? '', 'is').exec(reason.message);
			if (match) {
				return {entry, reason, words: {...match.groups}};
			}
		}
	}

	return undefined;
}

/** What a gateway adds to a recognised failure. */
export interface ErrorContext {
	/** What becomes of the work where the entry does not say it. */
	outcome: string;
	/** Raw words of the other side. Never a secret. */
	evidence: string[];
	/** Further words for the sentences, such as the place. */
	words?: Record<string, string>;
	/** What was thrown. */
	thrown?: unknown;
}

/** The recognised failure in the operator's words. */
export function explainRecognised(
	{entry, reason, words}: Recognised,
	{outcome, evidence, words: more, thrown}: ErrorContext,
): OperatorError {
	const known: Record<string, string> = {...words, ...more};
	const fill = (sentence: string) => sentence.replaceAll(/\{(\w+)\}/g, (_, word: string) => known[word] ?? word);
	const explanation: Explanation = {
		code: entry.code ?? reason.code,
		cause: fill(entry.cause),
		outcome: fill(entry.outcome ?? outcome),
		next: fill(entry.next),
		evidence,
		...(entry.link && {link: entry.link}),
		...(entry.shortage && {shortage: entry.shortage as NonNullable<Explanation['shortage']>}),
	};
	return ofKind(entry.kind as ErrorKind, explanation, {cause: thrown});
}

function ofKind(kind: ErrorKind, explanation: Explanation, options: ErrorOptions): OperatorError {
	switch (kind) {
		case 'action': {
			return new ActionError(explanation, options);
		}

		case 'external': {
			return new ExternalError(explanation, options);
		}

		default: {
			return new OperatorError(kind, explanation, options);
		}
	}
}
