import type {Answered, Verdict} from './answers.ts';
import type {CachedAnswers} from './cached-answers.ts';
import type {SignInWatch} from './answer-source.ts';
import type {QuestionKey} from './question-keys.ts';

/** What a question can read while it is asked: the answers that it needs and, if the target is one of them, its source. */
export type QuestionContext<Need extends QuestionKey> = SignInWatch & {answered: Answered<Need>} & ('target' extends Need
		? {cached: CachedAnswers}
		: unknown);

/** A proposed answer. A certain one needs no asking: there is no other. */
export interface Suggestion {
	text: string;
	certain?: boolean;
}

/** The part of the deployment that a question is about, for the header of its screen. */
export type Part = 'Azure' | 'DNS' | 'Access' | 'Release' | 'Owner' | 'Bill';

/** Everything about one question. Flags, variables, answers files, screens, prompts, the review and `--help` read it. */
export interface Question<Key extends QuestionKey = QuestionKey, Need extends QuestionKey = QuestionKey> {
	kind: 'text' | 'choice' | 'secret' | 'number';
	part: Part;
	/** Short name for headers, records and the review. */
	title: string;
	/** What the wizard asks. */
	text: string;
	/** One line beneath the question: what the answer is used for. */
	hint: string;
	/** Long name of the flag, without dashes; for a secret, the flag names a file. */
	flag?: string;
	/** What follows the flag in `--help`; absent for a switch. */
	placeholder?: string;
	/** The flag's line in `--help`. */
	help: string;
	variable: string;
	choices?: readonly string[];
	/** The default, or in words where it comes from. */
	fallback?: string;
	/** What an empty field shows. */
	example?: string;
	/** Questions whose answers this one's answer depends on; the target for all that is looked up. */
	needs: readonly Need[];
	/** False for what is only offered in the review. */
	asked: boolean;
	/** Shown while the answer is checked. */
	busy?: string;
	/** What can be checked while the answers that it needs are missing. */
	check?(text: string): Verdict<unknown> | Promise<Verdict<unknown>>;
	/** The checked answer. Throws the OperatorError of what it looks up. */
	validate(text: string, context: QuestionContext<Need>): Verdict<Answered[Key]> | Promise<Verdict<Answered[Key]>>;
	/** What to propose; without it the default. Throws as `validate` does. */
	suggest?(context: QuestionContext<Need>): Suggestion | undefined | Promise<Suggestion | undefined>;
	/** The answer as one would type it again; without it the value itself. Never called for a secret. */
	typed?(value: Answered[Key]): string;
	/** The answer to be read; without it as typed, and for a secret only that it was given. */
	show?(value: Answered[Key], answered: Partial<Answered>): string;
}

/** Ties a question's functions to its key and its needs; nothing is added. */
export function defineQuestion<Key extends QuestionKey, const Need extends QuestionKey>(
	_key: Key,
	question: Question<Key, Need>,
): Question<Key, Need> {
	return question;
}
