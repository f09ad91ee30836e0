import type {DeploymentState} from '../answers/existing.ts';
import type {QuestionKey} from '../answers/question-keys.ts';
import type {FlagTable} from './flag.ts';
import type {SharedFlagName} from './flags.ts';

/** The word that may follow a verb. */
export interface Positional {
	placeholder: string;
	help: string;
	required: boolean;
	values?: readonly string[];
	completes?: 'files' | 'verbs';
}

/** What is known of a verb before it is run: the row that command line, help, completion and README are made of. */
export interface VerbDescription<Own extends FlagTable = FlagTable> {
	name: string;
	/** Its line in the list of commands, at most 52 characters. */
	summary: string;
	/** What it does and what it does not, in a few sentences. */
	purpose: string;
	positional?: Positional;
	/** Flags of this verb alone. */
	flags: Own;
	/** Those of the flags shared by several verbs that it takes; flags of every verb are not listed. */
	shared: readonly SharedFlagName[];
	/** The answers that it uses; their flags are listed in its help. */
	answers: readonly QuestionKey[];
	/** How the wizard offers it for an existing deployment; absent when it does not. */
	existing?: {label: string; detail: string; states: readonly DeploymentState[]};
	/** Two command lines, without the program's name. */
	examples: readonly [string, string];
}
