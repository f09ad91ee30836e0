import type {Answers} from './answers.ts';
import {OperatorError} from '../errors/kinds.ts';
import type {QuestionKey} from './questions.ts';
import type {ValidationContext} from './validate.ts';
import {givenText, suggest} from './suggest.ts';

/** How a question begins: `auto` is an answer to try without asking, `prefill` one to propose. */
export interface Opening {
	auto?: string;
	/** Whether `auto` was given by the operator rather than being the only possible answer. */
	given?: boolean;
	prefill?: string;
}

/** Looks up how to begin with `key`. `mayAuto` is false when the operator came back to change it. */
export async function prepare(key: QuestionKey, answers: Answers, context: ValidationContext, mayAuto: boolean): Promise<Opening> {
	const given = givenText(key, answers, context);
	if (given !== undefined && mayAuto) {
		return {auto: given, given: true};
	}
	const suggestion = await suggest(key, context).catch((error: unknown) => {
		// Not knowing one's own address is no reason to stop: it can be typed.
		if (key === 'sshFrom' && error instanceof OperatorError) {
			return undefined;
		}
		throw error;
	});
	if (!suggestion) {
		return {};
	}
	return suggestion.certain && mayAuto ? {auto: suggestion.text} : {prefill: suggestion.text};
}
