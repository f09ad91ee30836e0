import type {NextCommand} from '../answers/existing.ts';
import type {Arguments} from '../command-line/arguments.ts';
import type {FlagTable} from '../command-line/flag.ts';
import type {VerbDescription} from '../command-line/verb.ts';
import type {Backends} from '../backend/backends.ts';

/** What a verb may use besides its arguments. */
export interface VerbContext {
	backends: Backends;
	/** Every verb: what a verb may describe, or complete. */
	verbs: readonly VerbDescription[];
	/** Who is signed in, and where, when the wizard has asked that already. */
	known?: NextCommand['known'];
}

/** Runs a verb. Returns the exit code, or the command that the operator wants instead; what fails is thrown. */
export type RunVerb<Own extends FlagTable = never> = (parsed: Arguments<Own>, context: VerbContext) => Promise<number | NextCommand>;

/** A verb: its description, and how its code is loaded once it is asked for. */
export interface Verb<Own extends FlagTable = FlagTable> extends VerbDescription<Own> {
	load(): Promise<RunVerb<keyof Own extends never ? never : Own>>;
}

/** Checks a row against its own flags. */
export function defineVerb<const Own extends FlagTable>(verb: Verb<Own>): Verb<Own> {
	return verb;
}
