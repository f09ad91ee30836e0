import type {Settled} from './answers.ts';
import type {Lookups} from './lookups.ts';
import type {QuestionKey} from './questions.ts';
import type {Review} from './review.ts';
import type {Handover} from './standing.ts';
import type {World} from './world.ts';

/** The questions that lead to one kind of result, and what they add up to. */
export interface Form<Result> {
	/** What it is about: `Wasper on Azure`. */
	title: string;
	/** In the order of `questionKeys`, each behind those that it needs, the target first. */
	keys: readonly QuestionKey[];
	/** What confirming the review does: `Create all of this`. */
	confirm: string;
	/** Everything that will be made, from a full set of answers, with the prices that it takes. */
	review(settled: Settled, lookups: Lookups): Promise<Review>;
	/** What comes out when the operator wants something else with a deployment that stands; without it none is looked for. */
	handOver?(handover: Handover): Result;
	/** Turns a full set of answers into the result, and makes the SSH key if it is a new one. Throws when an answer is missing. */
	finish(settled: Settled, world: Pick<World, 'createSshKey'>): Promise<Result>;
}
