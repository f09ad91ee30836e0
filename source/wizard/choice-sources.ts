import type {Answered} from '../answers/answers.ts';
import type {CachedAnswers} from '../answers/cached-answers.ts';
import {priceDate} from '../deployment/billing/prices.ts';
import {questions, type QuestionKey} from '../answers/questions.ts';
import {
	currencyItems,
	describeRegionalPrices,
	keyItems,
	osDiskItems,
	regionItems,
	releaseItems,
	signInItems,
	sizeItems,
	subscriptionItems,
	targetItems,
	ubuntuItems,
} from './items.ts';
import type {Item} from './parts/rows.ts';

/** Where the rows of a question with a list come from. */
export interface ChoiceSource {
	/** What is being waited for. */
	what: string;
	items(cached: CachedAnswers, answered: Partial<Answered>): Promise<Item[]>;
	/** One sentence about the whole list. */
	remark?(cached: CachedAnswers, answered: Partial<Answered>): Promise<string>;
}

/** Rows of fixed choices that say more than the choice itself. */
const describedChoices: Partial<Record<QuestionKey, () => Item[]>> = {
	target: targetItems,
	currency: currencyItems,
	osDisk: osDiskItems,
	ubuntu: ubuntuItems,
	release: releaseItems,
};

/** The rows of a question whose choices are fixed; undefined for one that is typed, or whose list is looked up. */
export function fixedChoices(key: QuestionKey): Item[] | undefined {
	const choices = choiceSources[key] ? undefined : questions[key].choices;
	return choices && (describedChoices[key]?.() ?? choices.map(value => ({value, label: value})));
}

export const choiceSources: Partial<Record<QuestionKey, ChoiceSource>> = {
	signIn: {what: 'Looking for sign-in methods', items: async cached => signInItems(await cached.signInMethods())},
	subscription: {
		what: 'Listing your subscriptions',
		items: async cached => subscriptionItems(await cached.subscriptions(), await cached.closedTenants(), cached.purpose),
	},
	region: {
		what: 'Listing regions',
		async items(cached, {subscription, currency}) {
			const [regions, prices] = await Promise.all([cached.regions(subscription?.id ?? ''), cached.regionalPrices(currency)]);
			return regionItems(regions, questions.region.fallback ?? '', prices);
		},
		remark: async (cached, {currency}) => describeRegionalPrices(await cached.regionalPrices(currency)),
	},
	size: {
		what: 'Listing VM sizes and prices',
		async items(cached, {subscription, region, currency}) {
			const place = [subscription?.id ?? '', region?.name ?? ''] as const;
			return sizeItems(await cached.sizes(...place), await cached.regionPrices(...place, currency));
		},
		async remark(cached, {subscription, region, currency}) {
			const prices = await cached.regionPrices(subscription?.id ?? '', region?.name ?? '', currency);
			return `${prices.currency} a month for the VM alone, ${priceDate(prices.source)}`;
		},
	},
	sshKey: {what: 'Looking for SSH keys', items: async cached => keyItems(await cached.sshKeys(), cached.source.newKeyPath)},
};

/** What is being waited for while the answer to `key` is checked. */
export function busyText(key: QuestionKey): string {
	return questions[key].busy ?? 'Checking';
}
