import {nextQuestion, type Answered} from '../answers/answers.ts';
import type {Part} from '../answers/question.ts';
import {questions, type QuestionKey} from '../answers/questions.ts';
import type {Session} from './session.ts';

/** The name of a screen. */
export type ScreenName = QuestionKey | 'existing' | 'review';

/** The screen to show; the review comes with the answers to all questions. */
export type Route = {screen: QuestionKey | 'existing'} | {screen: 'review'; answered: Answered};

/**
 * The first question without an answer, then the review. Nothing ever navigates.
 * Once the subscription is known, its existing deployments come before everything else.
 */
export function route({keys, answered, adopted}: Pick<Session, 'keys' | 'answered' | 'adopted'>): Route {
	if (answered.subscription && adopted === undefined) {
		return {screen: 'existing'};
	}

	const next = nextQuestion(keys, answered);
	return 'answered' in next ? {screen: 'review', answered: next.answered} : {screen: next.key};
}

/** The part of the deployment that a screen is about, for the header. */
export function partOf(screen: ScreenName): Part | 'Review' {
	return screen === 'review' ? 'Review' : screen === 'existing' ? 'Azure' : questions[screen].part;
}

/** Place of a screen among those that are asked: `{step: 3, of: 11}`. The review is the last; the list of existing deployments is not counted. */
export function progress(screen: ScreenName, {keys, unasked}: Pick<Session, 'keys' | 'unasked'>): {step: number; of: number} {
	const asked = keys.filter(key => key === screen || (questions[key].asked && !unasked.has(key)));
	return {step: screen === 'review' ? asked.length + 1 : asked.findIndex(key => key === screen) + 1, of: asked.length + 1};
}
