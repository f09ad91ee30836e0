import type {Severity} from '../plan/check.ts';

/** The outcome of one check; its title, link and severity are in assets/preflight.json. */
export type Outcome =
	| {state: 'passed'; evidence: string}
	| {state: 'failed'; evidence: string; cause: string; fix: string; severity?: Severity}
	| {state: 'unknown'; evidence: string; cause: string};

export function passed(evidence: string): Outcome {
	return {state: 'passed', evidence};
}

/** `cause` is one sentence; `fix` a command or a choice; `severity` where this finding weighs less than usual. */
export function failed(cause: string, fix: string, evidence: string, severity?: Severity): Outcome {
	return {state: 'failed', cause, fix, evidence, ...(severity && {severity})};
}

/** The check could not run, or its answer says neither yes nor no. */
export function unknown(cause: string, evidence: string): Outcome {
	return {state: 'unknown', cause, evidence};
}
