import type {Answered} from '../../answers/answers.ts';
import type {AnswerSource} from '../../answers/answer-source.ts';
import type {Confirmation} from '../../answers/form.ts';
import type {QuestionKey} from '../../answers/questions.ts';
import {stops} from '../../plan/check.ts';
import {checkCounts} from '../../plan/check-words.ts';
import type {Preview} from '../../plan/plan.ts';
import type {Action} from '../session.ts';
import type {Dialogue} from './dialogue.ts';
import {stepSentence} from './preview.ts';

/** Everything is confirmed: what the form is finished with. */
export interface Confirm extends Confirmation {
	type: 'confirm';
	answered: Answered;
	source: AnswerSource;
}

/** Asks until it is confirmed or an answer is to be changed. A check that stops the run must be overridden by name first; `override` receives each. */
export async function askToConfirm(
	question: string,
	changeable: readonly QuestionKey[],
	preview: Preview | undefined,
	given: ReadonlySet<string>,
	dialogue: Dialogue,
	override: (id: string) => void,
): Promise<Action | ({type: 'confirm'} & Confirmation)> {
	let overridden = given;
	const {plan, checks = []} = preview ?? {};
	for (;;) {
		const [word = '', id = ''] = (await dialogue.ask(question)).trim().toLowerCase().split(/\s+/);
		const key = /^\d+$/.test(word) ? changeable[Number(word) - 1] : undefined;
		const check = checks.find(item => item.id.toLowerCase() === id && item.overridable);
		if (key) {
			return {type: 'edit', key};
		}

		if (word === 'yes' && !checks.some(item => stops(item, overridden))) {
			return {type: 'confirm', overridden, checks: preview?.checks};
		}

		if (word === 'yes') {
			dialogue.say(`Problem: ${checkCounts(checks, overridden)}. Change an answer, or type override and the id of the check.`);
		} else if (word === 'plan' && plan) {
			dialogue.say(...plan.steps.map(step => stepSentence(step, plan.bill.currency)));
		} else if (word === 'override' && check) {
			override(check.id);
			// As on the screens, a second time takes it back.
			overridden = overridden.symmetricDifference(new Set([check.id]));
			dialogue.say(`${overridden.has(check.id) ? 'Overridden' : 'No longer overridden'}: ${check.title}.`);
		} else {
			dialogue.say(`Problem: type yes, or a number from 1 to ${changeable.length}.`);
		}
	}
}
