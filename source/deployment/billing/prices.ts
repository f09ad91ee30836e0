/** Currencies in which the price list answers. Its own prices are in USD; the others are what it makes of them. */
export const currencies = [
	'USD',
	'AUD',
	'BRL',
	'CAD',
	'CHF',
	'CNY',
	'DKK',
	'EUR',
	'GBP',
	'INR',
	'JPY',
	'KRW',
	'NOK',
	'NZD',
	'SEK',
	'TWD',
] as const;
export type Currency = (typeof currencies)[number];

/** A cheaper price for a promise to pay for a machine over years. */
export interface Commitment {
	kind: 'reservation' | 'savings-plan';
	years: 1 | 3;
	/** Price of an hour under it. */
	hour: number;
}

/** Prices in one region and one currency. A missing price is absent, never 0. */
export interface PriceList {
	region: string;
	currency: Currency;
	/** `live`; `rehearsal`; or `snapshot 2026-06-18` when the price list could not be asked, which is in USD whatever was wanted. */
	source: string;
	/** An hour by size name, Linux, pay as you go. */
	machineHour: Record<string, number>;
	/** By size name; absent when the list tells none. */
	commitments?: Record<string, Commitment[]>;
	/** A month of one 128 GiB Premium SSD (P10 LRS). */
	premiumDisk128Month?: number;
	/** A month of one 128 GiB Standard SSD (E10 LRS), without its operations. */
	standardDisk128Month?: number;
	/** An hour of a Standard static IPv4 address. */
	addressHour?: number;
	/** A GB of egress after the free 100 GB. */
	egressGb?: number;
	/** The price list's own words for each price: `Virtual Machines Dasv6 Series, D2as v6`. */
	meters?: Meters;
}

/** What one machine size costs in each region that has it. */
export interface RegionalPrices {
	size: string;
	currency: Currency;
	/** As in a PriceList. */
	source: string;
	/** An hour by region name, Linux, pay as you go. */
	machineHour: Record<string, number>;
}

export interface Meters {
	/** By size name. */
	machine?: Record<string, string>;
	premiumDisk?: string;
	standardDisk?: string;
	address?: string;
	egress?: string;
}

/** How old prices from `source` are, in words. */
export function priceDate(source: string): string {
	switch (source) {
		case 'live':
			return "today's prices";
		case 'rehearsal':
			return "the rehearsal's prices, not today's";
		default:
			return `prices of ${source.replace(/^snapshot /, '')}: the price list did not answer`;
	}
}

/** Hours that the price list counts for a month. */
export const hoursPerMonth = 730;

/** A sum of money to the cent. */
export function toCents(amount: number): number {
	return Math.round(amount * 100) / 100;
}
