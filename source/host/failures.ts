import catalogue from '../../assets/errors/ssh.json' with {type: 'json'};
import {ActionError, ExternalError, type OperatorError} from '../errors/kinds.ts';

/** What a failed attempt to connect means. */
export interface SshFailure {
	code: string;
	/** `always` until the deadline, `briefly` a few times, `never`. */
	retry: string;
	/** Half a sentence: what is seen from here. */
	words: string;
	next: string;
	/** The raw words of the library or the system. */
	raw: string;
}

/** The catalogue's entry for an error of the network or of SSH. */
export function sshFailure(error: unknown): SshFailure {
	const raw = error instanceof Error ? [error.message, 'code' in error ? error.code : ''].join(' ').trim() : String(error);
	const entry = catalogue.find(({match}) => new RegExp(match, 'i').test(raw))!;
	return {...entry, raw};
}

/** The error with which waiting for SSH ends. */
export function sshGaveUp(place: string, failure: SshFailure, seconds: number): OperatorError {
	const explanation = {
		code: failure.code,
		cause: `No SSH connection to the machine at ${place} after ${seconds} s: ${failure.words}.`,
		outcome: 'Everything made so far is kept, and whatever runs on the machine goes on by itself.',
		next: failure.next,
		evidence: [failure.raw],
	};
	return failure.retry === 'always' ? new ExternalError(explanation) : new ActionError(explanation);
}
