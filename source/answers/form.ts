import type {Check} from '../plan/check.ts';
import type {Preview} from '../plan/plan.ts';
import type {Answered} from './answers.ts';
import type {CachedAnswers} from './cached-answers.ts';
import type {QuestionKey} from './questions.ts';
import type {Review} from './review.ts';
import type {ExistingAction, NextCommand} from './existing.ts';
import type {PreviewOptions, AnswerSource} from './answer-source.ts';

/** How the review was confirmed. */
export interface Confirmation {
	/** Ids of the failed checks that the operator overrides. */
	overridden: ReadonlySet<string>;
	/** The checks that have run; absent where the look failed or the form has none. */
	checks?: readonly Check[] | undefined;
}

/** The questions that lead to one kind of result, and how the answers to exactly these become it. */
export interface Form<Result, Key extends QuestionKey = QuestionKey> {
	/** What it is about: `Wasper on Azure`. */
	title: string;
	/** In the order of `questionKeys`, each after those that it needs, the target first. */
	keys: readonly Key[];
	/** What confirming the review does: `Create all of this`. */
	confirm: string;
	/** The same for a narrow window: `Create it`. */
	confirmBriefly: string;
	/** Everything that will be created, with the prices that it looks up. */
	review(answered: Answered<Key>, cached: CachedAnswers): Promise<Review>;
	/** What a run would do, and what the checks say; without it the review shows the answers alone. */
	preview?(answered: Answered<Key>, source: AnswerSource, options: PreviewOptions): Promise<Preview>;
	/** The result when the operator chooses another command for an existing deployment; without it none is looked for. */
	existing?: {
		/** Besides a repair, which the form itself does. */
		actions: readonly ExistingAction[];
		onNextCommand(command: NextCommand): Result;
	};
	/** Turns the answers into the result, and creates the SSH key if it is a new one. */
	finish(answered: Answered<Key>, source: Pick<AnswerSource, 'createSshKey'>, confirmation: Confirmation): Promise<Result>;
}
