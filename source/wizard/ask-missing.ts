import {nextQuestion, refusalText, type Answered, type Given} from '../answers/answers.ts';
import {prepare, submit, type AskingContext} from '../answers/asking.ts';
import {CachedAnswers} from '../answers/cached-answers.ts';
import {isSecretKey, questions, type QuestionKey} from '../answers/questions.ts';
import type {OpenAnswerSource} from '../answers/answer-source.ts';
import type {Purpose} from '../deployment/subscription.ts';
import {busyText, choiceSources, fixedChoices} from './choice-sources.ts';
import type {Prompter} from './prompter.ts';

export interface AskMissingOptions {
	given: Given;
	/** Checked answers; they are not asked for again. */
	known?: Partial<Answered> | undefined;
	openSource: OpenAnswerSource;
	/** To create something by default. */
	purpose?: Purpose;
	/** Questions in other words than the wizard's. */
	texts: Partial<Record<QuestionKey, string>>;
}

/** Azure unless the sandbox was named, and in the sandbox its own token: neither is asked for here. */
const takesProposal: ReadonlySet<QuestionKey> = new Set(['target', 'cloudflareToken']);

/**
 * Answers `keys`, asking only for what was not given and has more than one possible answer.
 * The keys come in the order of `questionKeys`, the target first.
 */
export async function askMissing<Key extends QuestionKey>(
	keys: readonly Key[],
	{given, known = {}, openSource, purpose, texts}: AskMissingOptions,
	prompter: Prompter,
): Promise<Answered<Key>> {
	const onDeviceCode: AskingContext['onDeviceCode'] = ({userCode, verificationUri}) =>
		prompter.say(`Open ${verificationUri} on any device and enter the code ${userCode}.`);
	let context: AskingContext = {answered: known, onDeviceCode};
	for (;;) {
		const {target} = context.answered;
		if (target && !context.cached) {
			context = {...context, cached: new CachedAnswers(await prompter.waiting('Loading', openSource(target)), purpose)};
		}

		const next = nextQuestion(keys, context.answered);
		if ('answered' in next) {
			return next.answered;
		}

		const {key} = next;
		const answer = await askOne(key, given, texts[key] ?? questions[key].text, context, prompter);
		context = {...context, answered: {...context.answered, ...answer}};
	}
}

/** One question, asked until its answer is right. */
async function askOne(
	key: QuestionKey,
	given: Given,
	text: string,
	context: AskingContext,
	prompter: Prompter,
): Promise<Partial<Answered>> {
	const opening = await prompter.waiting(busyText(key), prepare(key, given.answers, context, true));
	let answer = opening.auto ?? (takesProposal.has(key) ? opening.prefill : undefined);
	for (;;) {
		answer ??= await prompt(key, text, opening.prefill, context, prompter);
		const verdict = await prompter.waiting(busyText(key), submit(key, answer, context));
		if (verdict.ok) {
			return verdict.value;
		}

		const next = verdict.failure?.explanation.next;
		prompter.say(refusalText(verdict), ...(next ? [next] : []));
		answer = undefined;
	}
}

async function prompt(
	key: QuestionKey,
	text: string,
	proposal: string | undefined,
	{cached, answered}: AskingContext,
	prompter: Prompter,
): Promise<string> {
	const source = choiceSources[key];
	const fixed = fixedChoices(key);
	if (fixed) {
		return prompter.choose(text, fixed, proposal);
	}

	if (source && cached) {
		const items = await prompter.waiting(source.what, source.items(cached, answered));
		const remark = await source.remark?.(cached, answered);
		if (remark !== undefined) {
			prompter.say(`Prices: ${remark}.`);
		}

		return prompter.choose(text, items, proposal);
	}

	return isSecretKey(key) ? prompter.secret(text) : prompter.text(text, proposal);
}
