import type {Settled} from '../answers/answers.ts';
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
	items(cached: CachedAnswers, settled: Settled): Promise<Item[]>;
	/** One sentence about the whole list. */
	remark?(cached: CachedAnswers, settled: Settled): Promise<string>;
}

/** Rows that are known without asking anybody. */
export const fixedChoices: Partial<Record<QuestionKey, () => Item[]>> = {
	target: targetItems,
	currency: currencyItems,
	osDisk: osDiskItems,
	ubuntu: ubuntuItems,
	release: releaseItems,
};

export const choiceSources: Partial<Record<QuestionKey, ChoiceSource>> = {
	signIn: {what: 'Looking for ways to sign in', items: async cached => signInItems(await cached.signInMethods())},
	subscription: {
		what: 'Asking Azure for your subscriptions',
		items: async cached => subscriptionItems(await cached.subscriptions(), await cached.closedTenants(), cached.purpose),
	},
	region: {
		what: 'Asking Azure for its regions',
		async items(cached, {subscription, currency}) {
			const [regions, prices] = await Promise.all([cached.regions(subscription?.id ?? ''), cached.regionalPrices(currency)]);
			return regionItems(regions, questions.region.fallback ?? '', prices);
		},
		remark: async (cached, {currency}) => describeRegionalPrices(await cached.regionalPrices(currency)),
	},
	size: {
		what: 'Asking Azure for machines and their prices',
		async items(cached, {subscription, region, currency}) {
			const place = [subscription?.id ?? '', region?.name ?? ''] as const;
			return sizeItems(await cached.sizes(...place), await cached.regionPrices(...place, currency));
		},
		async remark(cached, {subscription, region, currency}) {
			const prices = await cached.regionPrices(subscription?.id ?? '', region?.name ?? '', currency);
			return `${prices.currency} a month for the machine alone, ${priceDate(prices.source)}`;
		},
	},
	sshKey: {what: 'Looking for SSH keys', items: async cached => keyItems(await cached.sshKeys(), cached.source.newKeyPath)},
};

/** What is being waited for while the answer to `key` is checked. */
export function busyText(key: QuestionKey): string {
	switch (key) {
		case 'signIn':
			return 'Signing in to Azure';
		case 'subscription':
			return 'Asking Azure';
		case 'cloudflareToken':
			return 'Asking Cloudflare which zones the token sees';
		default:
			return 'Checking';
	}
}
