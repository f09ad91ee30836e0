import catalogue from '../../assets/errors/ssh.json' with {type: 'json'};
import {type ErrorEntry, explainRecognised, recognise, type Recognised} from '../errors/error-table.ts';
import type {OperatorError} from '../errors/kinds.ts';

interface SshEntry extends ErrorEntry {
	/** `always` until the deadline, `briefly` a few times, `never`. */
	retry: string;
	/** Half a sentence: what is seen from here while it is tried again. */
	seen: string;
}

/** What a failed attempt to connect means, with the raw words of the library or the system. */
export type SshFailure = Recognised<SshEntry>;

const entries: SshEntry[] = catalogue;

/** The catalogue's entry for an error of the network or of SSH. */
export function sshFailure(error: unknown): SshFailure {
	const message = error instanceof Error ? [error.message, 'code' in error ? error.code : ''].join(' ').trim() : String(error);
	// The last entry fits everything.
	return recognise(entries, [{code: '', message}])!;
}

/** The error with which waiting for SSH ends. */
export function sshGaveUp(place: string, failure: SshFailure, seconds: number): OperatorError {
	return explainRecognised(failure, {
		outcome: 'Everything made so far is kept, and whatever runs on the machine goes on by itself.',
		evidence: [failure.reason.message],
		words: {place, seconds: String(seconds), seen: failure.entry.seen},
	});
}
