import * as z from 'zod';

/** One row of the retail price list; it has many more columns. */
const item = z.object({
	retailPrice: z.number(),
	tierMinimumUnits: z.number().catch(0),
	unitOfMeasure: z.string().catch(''),
	meterName: z.string().catch(''),
	productName: z.string().catch(''),
	skuName: z.string().catch(''),
	armSkuName: z.string().catch(''),
	type: z.string().catch('Consumption'),
});
export type PriceItem = z.infer<typeof item>;

const page = z.object({Items: z.array(item), NextPageLink: z.string().nullish()});

const apiVersion = '2023-01-01-preview';
/** More pages than any of our questions has; a list that goes round in circles ends here. */
const mostPages = 20;

/** All rows of the price list at `url` that match an OData filter. Throws when the list does not answer as it should. */
export async function askPriceList(url: string, filter: string, signal: AbortSignal): Promise<PriceItem[]> {
	const first = new URL(url);
	first.searchParams.set('api-version', apiVersion);
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

	return items;
}
