import type {Answered} from '../../answers/answers.ts';
import type {Form} from '../../answers/form.ts';
import {money} from '../../answers/monthly.ts';
import type {CachedAnswers} from '../../answers/cached-answers.ts';
import {priceDate} from '../../deployment/billing/prices.ts';
import type {Preview} from '../../plan/plan.ts';
import {OperatorError} from '../../errors/kinds.ts';
import {askToConfirm, type Confirm} from './confirm.ts';
import {checkSentences, planSentences} from './preview.ts';
import type {Action} from '../session.ts';
import type {Dialogue} from './dialogue.ts';

/** Reads out everything that will be created. Returns the answer to change, or the confirmation; `override` receives the checks to override. */
export async function askReview(
	form: Form<unknown>,
	answered: Answered,
	overridden: ReadonlySet<string>,
	cached: CachedAnswers,
	dialogue: Dialogue,
	override: (id: string) => void,
): Promise<Action | Confirm> {
	// Runs while the review is read out.
	const ahead = form.preview?.(answered, cached.source, {});
	ahead?.catch(() => undefined);
	const {sections, bill} = await dialogue.waiting('Calculating the price', form.review(answered, cached));
	const isRehearsal = answered.target === 'sandbox';
	const lines = sections.flatMap(({lines: inside}) => inside);
	const changeable = [...new Set(lines.flatMap(({question}) => (question ? [question] : [])))];

	dialogue.say('', isRehearsal ? 'Review. This is a rehearsal: nothing real is created.' : 'Review. This will be created:');
	for (const section of sections) {
		dialogue.say(`${section.title}:`);
		for (const {title, text, question, monthly, saves} of section.lines) {
			const price = monthly === undefined ? '' : `, ${money(monthly ?? undefined)} ${bill?.currency ?? ''} a month`;
			const saving = saves === undefined ? '' : `; saves ${money(saves)} ${bill?.currency ?? ''} a month`;
			dialogue.say(`${question ? `${changeable.indexOf(question) + 1}. ` : ''}${title}: ${text}${price}${saving}`);
		}
	}
	if (bill) {
		const {total, currency, budget, budgetCurrency, isComplete, source} = bill;
		const over = total - budget;
		dialogue.say(
			`Total: ${money(total)} ${currency}${isComplete ? '' : ' plus unknown prices'} a month, ${priceDate(source)}; the budget is ${money(budget)} ${budgetCurrency}.`,
			...(currency === budgetCurrency && over > 0 ? [`That is ${money(over)} ${currency} over the budget.`] : []),
		);
	}

	const preview = ahead && (await listen(ahead, dialogue));
	if (preview) {
		dialogue.say(...planSentences(preview.plan.steps, preview.plan.bill.currency), ...checkSentences(preview.checks, overridden));
	}

	const question = `Type yes to ${isRehearsal ? 'rehearse' : lowerFirst(form.confirm)}, or a number to change that answer:`;
	const action = await askToConfirm(question, changeable, preview, overridden, dialogue, override);
	return action.type === 'confirm' ? {...action, answered, source: cached.source} : action;
}

function lowerFirst(text: string): string {
	return text.slice(0, 1).toLowerCase() + text.slice(1);
}

/** Plan and checks; a failure is reported, and leaves the review without them. */
async function listen(looking: Promise<Preview>, dialogue: Dialogue): Promise<Preview | undefined> {
	try {
		return await dialogue.waiting('Inspecting existing resources and running checks', looking);
	} catch (error) {
		if (!(error instanceof OperatorError) || error.kind === 'bug' || error.kind === 'cancelled') {
			throw error;
		}

		dialogue.tell(error);
		return undefined;
	}
}
