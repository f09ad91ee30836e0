import type {Given, Settled, Verdict} from '../answers/answers.ts';
import {CachedAnswers} from '../answers/cached-answers.ts';
import {prepare} from '../answers/prepare.ts';
import {isSecretKey, questions, type QuestionKey} from '../answers/questions.ts';
import {validate, type ValidationContext} from '../answers/validate.ts';
import type {OpenAnswerSource} from '../answers/answer-source.ts';
import type {Purpose} from '../deployment/subscription.ts';
import {OperatorError} from '../errors/kinds.ts';
import {busyText, choiceSources, fixedChoices} from './choice-sources.ts';
import type {Prompter} from './prompter.ts';

export interface AskMissingOptions {
	given: Given;
	/** Answers that are settled already; they are not asked for again. */
	known?: Settled | undefined;
	openSource: OpenAnswerSource;
	/** To make something, unless told otherwise. */
	purpose?: Purpose;
	/** Questions in other words than the wizard's. */
	texts: Partial<Record<QuestionKey, string>>;
}

/** Azure unless the sandbox was named, and in the sandbox its own token: neither is a question here. */
const takesProposal: ReadonlySet<QuestionKey> = new Set(['target', 'cloudflareToken']);

/**
 * Settles `keys`, asking for those that neither were given nor have but one possible answer.
 * The keys stand in the order of `questionKeys`, the target first.
 */
export async function askMissing(
	keys: readonly QuestionKey[],
	{given, known: settledBefore = {}, openSource, purpose, texts}: AskMissingOptions,
	prompter: Prompter,
): Promise<Settled> {
	let settled = settledBefore;
	let cached = settled.target && new CachedAnswers(await openSource(settled.target), purpose);
	for (const key of keys.filter(item => settledBefore[item] === undefined)) {
		const context: ValidationContext = {
			settled,
			...(cached && {cached}),
			onDeviceCode: ({userCode, verificationUri}) => prompter.say(`Open ${verificationUri} on any device and type the code ${userCode}.`),
		};
		const opening = await prompter.waiting(busyText(key), prepare(key, given.answers, context, true));
		const known = opening.auto ?? (takesProposal.has(key) ? opening.prefill : undefined);
		const value =
			(known === undefined ? undefined : await tryAnswer(key, known, context, prompter)) ??
			(await askUntilRight(key, {text: texts[key] ?? questions[key].text, proposal: opening.prefill}, context, prompter));
		settled = {...settled, ...value};
		if (!cached && settled.target) {
			cached = new CachedAnswers(await prompter.waiting('Loading', openSource(settled.target)), purpose);
		}
	}

	return settled;
}

interface Asked {
	text: string;
	/** What Enter alone answers. */
	proposal: string | undefined;
}

async function askUntilRight(key: QuestionKey, asked: Asked, context: ValidationContext, prompter: Prompter): Promise<Settled> {
	for (;;) {
		const answer = await askOnce(key, asked, context, prompter);
		const value = await tryAnswer(key, answer, context, prompter);
		if (value) {
			return value;
		}
	}
}

async function askOnce(
	key: QuestionKey,
	{text, proposal}: Asked,
	{cached, settled}: ValidationContext,
	prompter: Prompter,
): Promise<string> {
	const source = choiceSources[key];
	const fixed = fixedChoices[key]?.();
	if (fixed) {
		return prompter.choose(text, fixed, proposal);
	}

	if (source && cached) {
		const items = await prompter.waiting(source.what, source.items(cached, settled));
		const remark = await source.remark?.(cached, settled);
		if (remark !== undefined) {
			prompter.say(`Prices: ${remark}.`);
		}

		return prompter.choose(text, items, proposal);
	}

	return isSecretKey(key) ? prompter.secret(text) : prompter.text(text, proposal);
}

/** The settled answer; undefined, with the reason told, when it is not right. */
async function tryAnswer(key: QuestionKey, text: string, context: ValidationContext, prompter: Prompter): Promise<Settled | undefined> {
	let verdict: Verdict<Settled>;
	try {
		verdict = await prompter.waiting(busyText(key), validate(key, text, context));
	} catch (error) {
		if (!(error instanceof OperatorError) || error.kind === 'bug' || error.kind === 'cancelled') {
			throw error;
		}

		const {cause, next} = error.explanation;
		prompter.say(cause, ...(next ? [next] : []));
		return undefined;
	}

	if (verdict.ok) {
		return verdict.value;
	}

	prompter.say(`${verdict.problem}${verdict.suggestion ? ` Did you mean ${verdict.suggestion}?` : ''}`);
	return undefined;
}
