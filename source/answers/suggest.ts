import type {Answers} from './answers.ts';
import {isUsable} from './checks/matching.ts';
import {questions, type QuestionKey} from './questions.ts';
import type {ValidationContext} from './validate.ts';

/** A proposed answer. A certain one needs no asking: there is only one, or the question is left to the review. */
export interface Suggestion {
	text: string;
	certain: boolean;
}

/** What to propose for `key`, looked up where it must be. Throws what the world throws. */
export async function suggest(key: QuestionKey, context: ValidationContext): Promise<Suggestion | undefined> {
	const {settled, cached} = context;
	const certain = !questions[key].asked;
	switch (key) {
		case 'signIn': {
			const methods = (await cached?.signInMethods()) ?? [];
			return methods[0] && {text: methods[0], certain: methods.length === 1 || settled.target === 'sandbox'};
		}
		case 'subscription': {
			const all = (await cached?.subscriptions()) ?? [];
			const makeable = all.filter(item => isUsable(item, 'make'));
			// One that is out of use is meant only where there is no other.
			const usable = makeable.length > 0 ? makeable : all.filter(item => isUsable(item, cached?.purpose ?? 'make'));
			return usable[0] && {text: usable[0].id, certain: usable.length === 1};
		}
		case 'size': {
			const {subscription, region} = settled;
			const sizes = subscription && region ? await cached?.sizes(subscription.id, region.name) : undefined;
			const best = sizes?.find(({unavailable}) => unavailable === undefined);
			return best && {text: best.name, certain};
		}
		case 'sshFrom': {
			const address = await cached?.myAddress();
			return address === undefined ? undefined : {text: `${address}/32`, certain};
		}
		case 'sshKey': {
			const keys = (await cached?.sshKeys()) ?? [];
			return {text: keys[0]?.path ?? cached?.source.newKeyPath ?? '', certain};
		}
		case 'certificateContact':
			return settled.ownerEmail === undefined ? undefined : {text: settled.ownerEmail, certain};
		case 'ownerPassword':
			return {text: '', certain};
		case 'cloudflareToken': {
			const token = cached?.source.brings?.cloudflareToken;
			return token && {text: token.reveal(), certain};
		}
		case 'domain':
		case 'ownerEmail':
			return undefined;
		case 'target':
		case 'region':
		case 'ownerName':
		case 'currency':
		case 'budget':
		case 'osDisk':
		case 'ubuntu':
		case 'release':
		case 'resourceGroup':
			return {text: questions[key].fallback ?? '', certain};
	}
}

/** The given answer to `key` as text. In a rehearsal only the sandbox's own token counts: a real one has no business there. */
export function givenText(key: QuestionKey, answers: Answers, {cached}: Pick<ValidationContext, 'cached'>): string | undefined {
	if (key === 'cloudflareToken' && cached?.source.brings?.cloudflareToken) {
		return undefined;
	}
	const answer = answers[key];
	return answer === undefined || typeof answer === 'string' ? answer : answer.reveal();
}
