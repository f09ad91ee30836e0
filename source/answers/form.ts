import type {Check} from '../plan/check.ts';
import type {Preview} from '../plan/plan.ts';
import type {Settled} from './answers.ts';
import type {CachedAnswers} from './cached-answers.ts';
import type {QuestionKey} from './questions.ts';
import type {Review} from './review.ts';
import type {NextCommand} from './existing.ts';
import type {PreviewOptions, AnswerSource} from './answer-source.ts';

/** How the review was confirmed. */
export interface Confirmation {
	/** Ids of failed checks in spite of which the operator goes on. */
	overridden: ReadonlySet<string>;
	/** The checks that were asked and judged; absent where the look failed or the form has none. */
	checks?: readonly Check[] | undefined;
}

/** The questions that lead to one kind of result, and what they add up to. */
export interface Form<Result> {
	/** What it is about: `Wasper on Azure`. */
	title: string;
	/** In the order of `questionKeys`, each behind those that it needs, the target first. */
	keys: readonly QuestionKey[];
	/** What confirming the review does: `Create all of this`. */
	confirm: string;
	/** The same for a narrow window: `Create it`. */
	confirmBriefly: string;
	/** Everything that will be made, from a full set of answers, with the prices that it takes. */
	review(settled: Settled, cached: CachedAnswers): Promise<Review>;
	/** What a run would do, and what the checks say, from a full set of answers; without it the review shows the answers alone. */
	preview?(settled: Settled, source: AnswerSource, options: PreviewOptions): Promise<Preview>;
	/** What comes out when the operator wants something else with a deployment that stands; without it none is looked for. */
	onNextCommand?(handover: NextCommand): Result;
	/**
	 * Turns a full set of answers into the result, and makes the SSH key if it is a new one. Throws when an answer is missing.
	 */
	finish(settled: Settled, source: Pick<AnswerSource, 'createSshKey'>, confirmation: Confirmation): Promise<Result>;
}
