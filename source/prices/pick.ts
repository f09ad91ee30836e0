import type {PriceItem} from './retail.ts';

/**
 * The hourly Linux price of each size: the cheapest row that is neither for spare capacity nor for Windows or cloud services.
 * Rows for Windows can't be told by the product's name alone, but they are never the cheapest.
 */
export function pickMachines(items: PriceItem[]): Record<string, number> {
	const prices: Record<string, number> = {};
	for (const item of items) {
		const special = /spot|low priority/i.test(`${item.meterName} ${item.skuName}`) || /windows|cloudservices/i.test(item.productName);
		if (!special && item.type === 'Consumption' && item.unitOfMeasure === '1 Hour' && item.tierMinimumUnits === 0 && item.retailPrice > 0) {
			prices[item.armSkuName] = Math.min(prices[item.armSkuName] ?? Infinity, item.retailPrice);
		}
	}

	return prices;
}

/** USD a month for a P10 disk; its mounts are billed by the month too, and its operations by the ten thousand. */
export function pickDisk(items: PriceItem[]): number | undefined {
	return cheapest(items.filter(({meterName, unitOfMeasure}) => meterName === 'P10 LRS Disk' && unitOfMeasure === '1/Month'));
}

/** USD an hour for a Standard static IPv4 address. */
export function pickAddress(items: PriceItem[]): number | undefined {
	return cheapest(
		items.filter(({meterName, unitOfMeasure}) => meterName === 'Standard IPv4 Static Public IP' && unitOfMeasure === '1 Hour'),
	);
}

/** USD per GB to the internet, in the first tier that is not free. */
export function pickEgress(items: PriceItem[]): number | undefined {
	const charged = items
		.filter(({meterName, retailPrice}) => meterName === 'Standard Data Transfer Out' && retailPrice > 0)
		.toSorted((one, other) => one.tierMinimumUnits - other.tierMinimumUnits);
	return charged[0]?.retailPrice;
}

function cheapest(items: PriceItem[]): number | undefined {
	const prices = items.filter(({type, retailPrice}) => type === 'Consumption' && retailPrice > 0).map(({retailPrice}) => retailPrice);
	return prices.length > 0 ? Math.min(...prices) : undefined;
}
