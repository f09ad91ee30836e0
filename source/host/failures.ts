import table from '../../assets/errors/ssh.json' with {type: 'json'};
import {type ErrorEntry, explainRecognised, recognise, type Recognised} from '../errors/error-table.ts';
import type {OperatorError} from '../errors/kinds.ts';

interface SshEntry extends ErrorEntry {
	/** `always` until the deadline, `briefly` a few times, `never`. */
	retry: string;
	/** Part of a sentence: what is seen from here while it is retried. */
	seen: string;
	/** The next command or choice for a machine that was named by `--host`. */
	nextOnGiven?: string;
}

/** What a failed attempt to connect means, with the raw message of the library or the system. */
export type SshFailure = Recognised<SshEntry>;

const entries: SshEntry[] = table;

/** The row of the error table for an error of the network or of SSH. */
export function sshFailure(error: unknown): SshFailure {
	const message = error instanceof Error ? [error.message, 'code' in error ? error.code : ''].join(' ').trim() : String(error);
	// The last row matches everything.
	return recognise(entries, [{code: '', message}])!;
}

/** The error with which waiting for SSH ends; `given` is whether the machine was named by `--host`. */
export function sshGaveUp(place: string, failure: SshFailure, seconds: number, given = false): OperatorError {
	const next = (given && failure.entry.nextOnGiven) || failure.entry.next;
	return explainRecognised(
		{...failure, entry: {...failure.entry, next}},
		{
			outcome: 'Everything created so far is kept, and what is running on the machine continues.',
			evidence: [failure.reason.message],
			words: {place, seconds: String(seconds), seen: failure.entry.seen},
		},
	);
}
