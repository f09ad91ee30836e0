import {UsageError, type OperatorError} from '../errors/kinds.ts';
import type {Choices} from '../deployment/choices.ts';
import {whyUnusable, type Purpose} from '../deployment/subscription.ts';
import {adoptedAnswers, findNamed} from './existing.ts';
import {nextQuestion, refusalText, right, wrong, type Answered, type Answers, type Given, type Verdict} from './answers.ts';
import {isBlocked, prepare, refusalOf, submit, type AskingContext, type Opening} from './asking.ts';
import type {DeviceCode, OpenAnswerSource} from './answer-source.ts';
import {CachedAnswers} from './cached-answers.ts';
import {describeClosed, isUsable} from './checks/matching.ts';
import {finish} from './finish.ts';
import {isSecretKey, questionKeys, questions, type QuestionKey} from './questions.ts';

/** Answers that a rerun takes from the existing deployment rather than from defaults. */
const adopted: readonly QuestionKey[] = ['region', 'size', 'sshKey', 'release', 'ubuntu'];

export interface CompleteOptions {
	given: Given;
	openSource: OpenAnswerSource;
	/** To create something by default. */
	purpose?: Purpose;
	signal?: AbortSignal;
	/** Where a device code can be shown; without it only unattended sign-in methods are tried. */
	onDeviceCode?(code: DeviceCode): void;
}

/** Answers every question without asking anybody. Throws as `validateGiven` does. */
export async function complete(options: CompleteOptions): Promise<Choices> {
	const {answered, cached} = await validateGiven(questionKeys, options);
	return finish(answered, cached.source);
}

/**
 * Answers the questions `keys` without asking anybody: given answers are checked, defaults fill the rest.
 * The keys come in the order of `questionKeys`, the target first.
 * Throws one UsageError that lists every missing and every wrong answer, or what the source throws.
 */
export async function validateGiven<Key extends QuestionKey>(
	keys: readonly Key[],
	{given, openSource, purpose, signal, onDeviceCode}: CompleteOptions,
): Promise<{answered: Answered<Key>; cached: CachedAnswers}> {
	const problems: string[] = [];
	const failures: OperatorError[] = [];
	let answers = given.answers;
	let context: AskingContext = {answered: {}, ...(signal && {signal}), ...(onDeviceCode && {onDeviceCode})};

	for (const key of keys) {
		const verdict = await answer(key, {...given, answers}, context).catch(refusalOf);
		if (verdict.ok) {
			context = {...context, answered: {...context.answered, ...verdict.value}};
		} else {
			problems.push(verdict.failure ? `${questions[key].title}: ${verdict.problem}` : verdict.problem);
			failures.push(...(verdict.failure ? [verdict.failure] : []));
		}
		const {target} = context.answered;
		if (!target) {
			// Without it there is no source to check the other answers.
			break;
		}
		if (!context.cached) {
			context = {...context, cached: new CachedAnswers(await openSource(target), purpose)};
		}
		if (key === 'subscription' && keys.some(one => adopted.includes(one))) {
			answers = {...(await adoptAnswers(answers, context)), ...answers};
		}
	}

	// A failure alone is reported as itself; among wrong answers it is one of them.
	if (failures[0] && failures.length === problems.length) {
		throw failures[0];
	}
	const end = nextQuestion(keys, context.answered);
	if (problems.length > 0 || !context.cached || 'key' in end) {
		throw new UsageError({
			code: 'answers.invalid',
			cause: problems.length === 1 ? problems[0]! : `${problems.length} answers are missing or wrong.`,
			outcome: 'Nothing was changed.',
			next: 'Give the answers named above, or start without --yes in a terminal to be asked.',
			...(problems.length > 1 && {evidence: problems}),
		});
	}
	return {answered: end.answered, cached: context.cached};
}

/** What an existing deployment of the given domain already answers; nothing where none can be found. */
async function adoptAnswers(answers: Answers, {answered: {subscription}, cached}: AskingContext): Promise<Answers> {
	if (!subscription || !cached || answers.domain === undefined) {
		return {};
	}
	try {
		const [deployments, keys] = await Promise.all([cached.deployments(subscription.id), cached.sshKeys()]);
		const named = findNamed(answers, deployments);
		return named ? adoptedAnswers(named, keys) : {};
	} catch (error) {
		// Whatever can't be read here is refused by the checks, with its reason.
		refusalOf(error);
		return {};
	}
}

/** One answer, given or by default; nothing where it can't be looked up because an earlier one is wrong. */
async function answer(key: QuestionKey, given: Given, context: AskingContext): Promise<Verdict<Partial<Answered>>> {
	const opening = await prepare(key, given.answers, context, true);
	const text = opening.given ? opening.auto : await unattended(key, opening, context);
	if (text !== undefined) {
		const verdict = await submit(key, text, context);
		return verdict.ok || verdict.failure ? verdict : wrong(`${given.origins[key] ?? questions[key].title}: ${refusalText(verdict)}`);
	}
	if (isBlocked(key, context) && questions[key].fallback !== undefined) {
		return right({});
	}
	return opening.failure ? refusalOf(opening.failure) : wrong(await missing(key, context));
}

/** The answer that may be taken although nobody gave it. */
async function unattended(key: QuestionKey, {auto, prefill}: Opening, {cached, onDeviceCode}: AskingContext): Promise<string | undefined> {
	if (key === 'signIn') {
		const methods = (await cached?.signInMethods()) ?? [];
		return methods.find(method => method === 'environment' || method === 'azure-cli') ?? (onDeviceCode ? methods[0] : undefined);
	}
	// No money is spent on a guess: with several subscriptions, one must be named.
	return key === 'subscription' ? auto : (auto ?? prefill);
}

/** That an answer is missing, and how it can be given: flag, variable, answers file. */
async function missing(key: QuestionKey, {cached}: AskingContext): Promise<string> {
	const {title, flag, placeholder, variable} = questions[key];
	if (key === 'signIn') {
		return 'Sign-in: nobody can be asked here. Run “az login” first, or set AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_CLIENT_SECRET.';
	}
	if (key === 'subscription') {
		const [all = [], closed = []] = await Promise.all([cached?.subscriptions(), cached?.closedTenants()]);
		const usable = all.filter(item => isUsable(item, cached?.purpose ?? 'create'));
		const reasons = [...all.flatMap(subscription => whyUnusable(subscription) ?? []), ...closed.map(describeClosed)];
		return usable.length === 0
			? ['Subscription: this account can see no subscription that can be used.', ...reasons].join(' ')
			: `Subscription is missing, and this account can see several. Use --${flag} ${placeholder} with one of ${usable.map(({id, name}) => `${name} (${id})`).join(', ')}.`;
	}
	if (key === 'size') {
		return 'VM size: no size with at least 2 vCPU and 8 GiB is available in this region. Choose another with --region.';
	}
	const ways = [`--${flag} ${placeholder}`, variable, `“${key}” in the answers file`];
	return `${title} is missing: use ${ways.join(', ')}${isSecretKey(key) ? ' (secrets are not accepted on the command line)' : ''}.`;
}
