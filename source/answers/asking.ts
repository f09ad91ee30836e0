import {OperatorError} from '../errors/kinds.ts';
import {right, wrong, type Answered, type Answers, type Verdict, type Wrong} from './answers.ts';
import type {SignInWatch} from './answer-source.ts';
import type {CachedAnswers} from './cached-answers.ts';
import type {Question, QuestionContext} from './question.ts';
import {questions, type QuestionKey} from './questions.ts';

/**
 * How a question is asked, everywhere: `prepare` it, `submit` an answer that needs no asking or one that somebody gives,
 * and ask again with the problem while it is refused. Screens, the spoken dialogue, single prompts and flags do only that.
 */

/** The answers so far, and the source once the target is among them. */
export interface AskingContext extends SignInWatch {
	answered: Partial<Answered>;
	cached?: CachedAnswers;
}

/** How a question begins. */
export interface Opening {
	/** An answer to try without asking. */
	auto?: string;
	/** Whether `auto` was given by the operator rather than being the only possible answer. */
	given?: boolean;
	/** An answer to propose. */
	prefill?: string;
	/** Why nothing can be proposed for an answer that can be typed all the same. */
	failure?: OperatorError;
}

/**
 * Looks up how `key` begins. `mayAuto` is false when the operator came back to change the answer.
 * Throws an OperatorError where a list to choose from is not available.
 */
export async function prepare(key: QuestionKey, given: Answers, context: AskingContext, mayAuto: boolean): Promise<Opening> {
	const text = givenText(key, given, context);
	if (text !== undefined && mayAuto) {
		return {auto: text, given: true};
	}
	const question = questions[key];
	const ready = contextFor(question, context);
	if (!ready) {
		return {};
	}
	try {
		const suggestion = question.suggest ? await question.suggest(ready) : {text: question.fallback ?? ''};
		if (!suggestion) {
			return {};
		}
		const isCertain = ('certain' in suggestion && suggestion.certain) || !question.asked;
		return isCertain && mayAuto ? {auto: suggestion.text} : {prefill: suggestion.text};
	} catch (error) {
		if (question.kind === 'text' && error instanceof OperatorError) {
			return {failure: error};
		}
		throw error;
	}
}

/**
 * Checks one answer; what could not be looked up is a refusal too, with its `failure`. While an answer that it needs is
 * missing only the text is checked, and nothing is answered. Throws what is cancelled or a bug.
 */
export async function submit(key: QuestionKey, text: string, context: AskingContext): Promise<Verdict<Partial<Answered>>> {
	const question = questions[key];
	const ready = contextFor(question, context);
	try {
		if (!ready) {
			const verdict = await question.check?.(text);
			return verdict && !verdict.ok ? verdict : right({});
		}
		const verdict = await question.validate(text, ready);
		return verdict.ok ? {...verdict, value: {[key]: verdict.value}} : verdict;
	} catch (error) {
		return refusalOf(error);
	}
}

/** The refusal that a failed look-up is. Throws what is cancelled or a bug. */
export function refusalOf(error: unknown): Wrong {
	if (!(error instanceof OperatorError) || error.kind === 'bug' || error.kind === 'cancelled') {
		throw error;
	}
	return {...wrong(error.explanation.cause), failure: error};
}

/** Whether an answer that `key` needs is still missing. */
export function isBlocked(key: QuestionKey, context: AskingContext): boolean {
	return contextFor(questions[key], context) === undefined;
}

/** The context as `question` reads it; undefined while an answer that it needs is missing. */
function contextFor({needs}: Question, context: AskingContext): QuestionContext<QuestionKey> | undefined {
	const isReady = needs.every(need => context.answered[need] !== undefined && (need !== 'target' || context.cached));
	// It holds all that this question needs, and its functions see no more.
	return isReady ? (context as QuestionContext<QuestionKey>) : undefined;
}

/** The given answer to `key` as text. In a rehearsal only the sandbox's own token counts: a real one is never used there. */
function givenText(key: QuestionKey, answers: Answers, {cached}: AskingContext): string | undefined {
	if (key === 'cloudflareToken' && cached?.source.brings?.cloudflareToken) {
		return undefined;
	}
	const answer = answers[key];
	return answer === undefined || typeof answer === 'string' ? answer : answer.reveal();
}
