import {OperatorError, UsageError} from '../errors/kinds.ts';
import type {Choices} from '../deployment/choices.ts';
import {right, wrong, type Given, type Settled, type Verdict} from './answers.ts';
import {finish} from './finish.ts';
import {CachedAnswers} from './cached-answers.ts';
import {whyUnusable, type Purpose} from '../deployment/subscription.ts';
import {describeClosed, isUsable} from './checks/matching.ts';
import {isSecretKey, questionKeys, questions, type QuestionKey} from './questions.ts';
import {checkAlone, validate, type ValidationContext} from './validate.ts';
import {givenText, suggest} from './suggest.ts';
import type {DeviceCode, OpenAnswerSource} from './answer-source.ts';

export interface CompleteOptions {
	given: Given;
	openSource: OpenAnswerSource;
	/** To make something, unless told otherwise. */
	purpose?: Purpose;
	signal?: AbortSignal;
	/** Where a device code can be shown; without it only sign-ins that need nobody are tried. */
	onDeviceCode?(code: DeviceCode): void;
}

/** Answers every question without asking anybody. Throws as `settleGiven` does. */
export async function complete(options: CompleteOptions): Promise<Choices> {
	const {settled, cached} = await validateGiven(questionKeys, options);
	return finish(settled, cached.source);
}

/**
 * Answers the questions `keys` without asking anybody: given answers are checked, defaults fill the rest.
 * The keys stand in the order of `questionKeys`, each behind those that it needs, the target first.
 * Throws one UsageError that lists every missing and every wrong answer, or what the world throws.
 */
export async function validateGiven(
	keys: readonly QuestionKey[],
	{given, openSource, purpose, signal, onDeviceCode}: CompleteOptions,
): Promise<{settled: Settled; cached: CachedAnswers}> {
	const problems: string[] = [];
	const failures: OperatorError[] = [];
	let context: ValidationContext = {settled: {}, ...(signal && {signal}), ...(onDeviceCode && {onDeviceCode})};

	for (const key of keys) {
		const verdict = await answer(key, given, context).catch((error: unknown) => {
			if (!(error instanceof OperatorError) || error.kind === 'cancelled' || error.kind === 'bug') {
				throw error;
			}
			failures.push(error);
			return wrong(`${questions[key].title}: ${error.explanation.cause}`);
		});
		if (!verdict.ok) {
			problems.push(verdict.problem);
		} else if (verdict.value) {
			context = {...context, settled: {...context.settled, ...verdict.value}};
		}
		const {target} = context.settled;
		if (!target) {
			// Without it there is nobody who could say whether the other answers are right.
			break;
		}
		if (!context.cached) {
			context = {...context, cached: new CachedAnswers(await openSource(target), purpose)};
		}
	}

	// A failure alone is the news; among wrong answers it is one of them.
	if (failures[0] && failures.length === problems.length) {
		throw failures[0];
	}
	if (problems.length > 0 || !context.cached) {
		throw new UsageError({
			code: 'answers.invalid',
			cause: problems.length === 1 ? problems[0]! : `${problems.length} answers are missing or wrong.`,
			outcome: 'Nothing was begun.',
			next: 'Give the answers named above, or start without --yes in a terminal to be asked.',
			...(problems.length > 1 && {evidence: problems}),
		});
	}
	return {settled: context.settled, cached: context.cached};
}

/** One answer, given or by default; undefined where it could not be looked up because an earlier one is wrong. */
async function answer(key: QuestionKey, given: Given, context: ValidationContext): Promise<Verdict<Settled | undefined>> {
	const isBlocked = questions[key].needs.some(need => context.settled[need] === undefined);
	const {fallback: standard} = questions[key];
	const text = givenText(key, given.answers, context) ?? (isBlocked ? undefined : await fallback(key, context));
	if (text === undefined) {
		return isBlocked && standard !== undefined ? right(undefined) : wrong(await missing(key, context));
	}
	const verdict = isBlocked ? checkAlone(key, text) : await validate(key, text, context);
	return verdict.ok
		? verdict
		: wrong(
				`${given.origins[key] ?? questions[key].title}: ${verdict.problem}${verdict.suggestion ? ` Did you mean ${verdict.suggestion}?` : ''}`,
			);
}

async function fallback(key: QuestionKey, context: ValidationContext): Promise<string | undefined> {
	if (key !== 'signIn') {
		const suggestion = await suggest(key, context);
		// Nobody's money is spent on a guess: with several subscriptions, one must be named.
		return key === 'subscription' && !suggestion?.certain ? undefined : suggestion?.text;
	}
	const methods = (await context.cached?.signInMethods()) ?? [];
	const unattended = methods.filter(method => method === 'environment' || method === 'azure-cli');
	return unattended[0] ?? (context.onDeviceCode ? methods[0] : undefined);
}

/** How a missing answer can be given: flag, variable, answers file. */
async function missing(key: QuestionKey, {cached}: ValidationContext): Promise<string> {
	const {title, flag, placeholder, variable} = questions[key];
	if (key === 'signIn') {
		return 'Sign-in: nobody can be asked here. Run “az login” first, or set AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_CLIENT_SECRET.';
	}
	if (key === 'subscription') {
		const [all = [], closed = []] = await Promise.all([cached?.subscriptions(), cached?.closedTenants()]);
		const usable = all.filter(item => isUsable(item, cached?.purpose ?? 'make'));
		const reasons = [...all.flatMap(subscription => whyUnusable(subscription) ?? []), ...closed.map(describeClosed)];
		return usable.length === 0
			? ['Subscription: this sign-in sees no subscription that can be used.', ...reasons].join(' ')
			: `Subscription is missing, and this sign-in sees several: --${flag} ${placeholder}, one of ${usable.map(({id, name}) => `${name} (${id})`).join(', ')}.`;
	}
	if (key === 'size') {
		return 'Size: no size of 2 vCPU and 8 GiB upward is available in this region. Choose another with --region.';
	}
	const ways = [`--${flag} ${placeholder}`, variable, `“${key}” in the answers file`];
	return `${title} is missing: ${ways.join(', ')}${isSecretKey(key) ? ' (secrets are not taken on the command line)' : ''}.`;
}
