import * as z from 'zod';
import type {Currency} from '../deployment/billing/prices.ts';

/** One row of the retail price list; it has more columns. */
const item = z.object({
	currencyCode: z.string().catch(''),
	retailPrice: z.number(),
	tierMinimumUnits: z.number().catch(0),
	unitOfMeasure: z.string().catch(''),
	meterName: z.string().catch(''),
	productName: z.string().catch(''),
	skuName: z.string().catch(''),
	armSkuName: z.string().catch(''),
	armRegionName: z.string().catch(''),
	type: z.string().catch('Consumption'),
	isPrimaryMeterRegion: z.boolean().catch(true),
	effectiveStartDate: z.string().catch(''),
	effectiveEndDate: z.string().nullish().catch(undefined),
	/** `1 Year` or `3 Years`, on reservations; their price is for the whole term. */
	reservationTerm: z.string().catch(''),
	savingsPlan: z.array(z.object({term: z.string(), retailPrice: z.number()})).catch([]),
});
export type PriceItem = z.infer<typeof item>;

const page = z.object({Items: z.array(item), NextPageLink: z.string().nullish()});

/** The only version that tells savings plans. */
const apiVersion = '2023-01-01-preview';
/** More pages than any of our questions has; a list that goes round in circles ends here. */
const mostPages = 20;

/**
 * All rows in force of the price list at `url` that match an OData filter, in `currency`.
 * Throws when the list does not answer as it should, or in another currency.
 */
export async function askPriceList(url: string, filter: string, currency: Currency, signal: AbortSignal): Promise<PriceItem[]> {
	const first = new URL(url);
	first.searchParams.set('api-version', apiVersion);
	first.searchParams.set('currencyCode', `'${currency}'`);
	first.searchParams.set('$filter', filter);
	const items: PriceItem[] = [];
	let next: string | null | undefined = first.href;
	for (let count = 0; next && count < mostPages; count++) {
		const response: Response = await fetch(next, {signal, headers: {accept: 'application/json'}});
		if (!response.ok) {
			throw new Error(`the price list answered with status ${response.status}`);
		}

		const answer = page.parse(await response.json());
		items.push(...answer.Items);
		next = answer.NextPageLink;
	}

	if (items.some(({currencyCode}) => currencyCode !== currency)) {
		throw new Error(`the price list did not answer in ${currency}`);
	}

	const now = Date.now();
	return items.filter(row => isInForce(row, now));
}

/** The list already has rows of next month, and still some of last month. */
function isInForce({effectiveStartDate, effectiveEndDate}: PriceItem, now: number): boolean {
	const isFuture = Date.parse(effectiveStartDate) > now;
	const isPast = Date.parse(effectiveEndDate ?? '') <= now;
	return !isFuture && !isPast;
}
