import type {Settled} from '../answers/answers.ts';
import type {Lookups} from '../answers/lookups.ts';
import {priceDate} from '../deployment/prices.ts';
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
	items(lookups: Lookups, settled: Settled): Promise<Item[]>;
	/** One sentence about the whole list. */
	remark?(lookups: Lookups, settled: Settled): Promise<string>;
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
	signIn: {what: 'Looking for ways to sign in', items: async lookups => signInItems(await lookups.signInMethods())},
	subscription: {
		what: 'Asking Azure for your subscriptions',
		items: async lookups => subscriptionItems(await lookups.subscriptions(), await lookups.closedTenants(), lookups.purpose),
	},
	region: {
		what: 'Asking Azure for its regions',
		async items(lookups, {subscription, currency}) {
			const [regions, prices] = await Promise.all([lookups.regions(subscription?.id ?? ''), lookups.regionalPrices(currency)]);
			return regionItems(regions, questions.region.fallback ?? '', prices);
		},
		remark: async (lookups, {currency}) => describeRegionalPrices(await lookups.regionalPrices(currency)),
	},
	size: {
		what: 'Asking Azure for machines and their prices',
		async items(lookups, {subscription, region, currency}) {
			const place = [subscription?.id ?? '', region?.name ?? ''] as const;
			return sizeItems(await lookups.sizes(...place), await lookups.regionPrices(...place, currency));
		},
		async remark(lookups, {subscription, region, currency}) {
			const prices = await lookups.regionPrices(subscription?.id ?? '', region?.name ?? '', currency);
			return `${prices.currency} a month for the machine alone, ${priceDate(prices.source)}`;
		},
	},
	sshKey: {what: 'Looking for SSH keys', items: async lookups => keyItems(await lookups.sshKeys(), lookups.world.newKeyPath)},
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
