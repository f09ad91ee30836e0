import {answerFlags, sharedFlagsOf} from '../tables.ts';
import {commonTable} from '../flags.ts';
import type {VerbDescription} from '../verb.ts';

/** Valid values where one is expected; empty when any text is. */
export interface CompletedValue {
	words: readonly string[];
	files: boolean;
}

export interface CompletedFlag extends CompletedValue {
	name: string;
	help: string;
	takesValue: boolean;
}

export interface CompletedVerb {
	name: string;
	summary: string;
	flags: readonly CompletedFlag[];
	/** The word behind the verb. */
	positional: (CompletedValue & {placeholder: string}) | undefined;
}

/** The program's name, for which the scripts complete. */
export const program = 'create-wasper-azure';

/** Verbs with everything that can follow each. */
export function describeVerbs(verbs: readonly VerbDescription[]): CompletedVerb[] {
	return verbs.map(verb => ({
		name: verb.name,
		summary: verb.summary,
		flags: Object.entries({...verb.flags, ...sharedFlagsOf(verb), ...answerFlags(verb.answers), ...commonTable}).map(
			([name, {help, placeholder, values = [], completes}]) => ({
				name,
				help,
				takesValue: placeholder !== undefined,
				words: values,
				files: completes !== undefined,
			}),
		),
		positional: verb.positional && {
			placeholder: verb.positional.placeholder,
			words: verb.positional.completes === 'verbs' ? verbs.map(({name}) => name) : (verb.positional.values ?? []),
			files: verb.positional.completes === 'files',
		},
	}));
}
