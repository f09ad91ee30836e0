import type {PriceItem} from './retail.ts';

/** A price and the list's words for it. */
export interface Picked {
	price: number;
	/** `Virtual Machines Dasv6 Series, D2as v6` */
	meter: string;
	row: PriceItem;
}

/**
 * The hourly Linux price of each size: the cheapest row that is neither for spare capacity nor for Windows or cloud services.
 * Rows for Windows can't be told by the product's name alone, but they are never the cheapest.
 */
export function pickMachines(items: readonly PriceItem[]): Map<string, Picked> {
	const rows = items.filter(row => isConsumption(row) && isOrdinary(row) && row.unitOfMeasure === '1 Hour' && row.tierMinimumUnits === 0);
	const picked = [...Map.groupBy(rows, ({armSkuName}) => armSkuName)].flatMap(([size, group]) => {
		const best = cheapest(group);
		return best ? [[size, best] as const] : [];
	});
	return new Map(picked);
}

/** A month of a disk such as `P10 LRS`; its mounts are billed by the month too, and its operations by the ten thousand. */
export function pickDisk(items: readonly PriceItem[], sku: string): Picked | undefined {
	return cheapest(items.filter(row => isConsumption(row) && row.meterName === `${sku} Disk` && row.unitOfMeasure === '1/Month'));
}

/** An hour of a Standard static IPv4 address. */
export function pickAddress(items: readonly PriceItem[]): Picked | undefined {
	return cheapest(
		items.filter(row => isConsumption(row) && row.meterName === 'Standard IPv4 Static Public IP' && row.unitOfMeasure === '1 Hour'),
	);
}

/** A GB to the internet in the first tier that is not free, over Microsoft's own network: the cheaper routing has to be ordered. */
export function pickEgress(items: readonly PriceItem[]): Picked | undefined {
	const charged = items.filter(
		row =>
			isConsumption(row) &&
			row.meterName === 'Standard Data Transfer Out' &&
			row.productName === 'Rtn Preference: MGN' &&
			row.unitOfMeasure === '1 GB',
	);
	const first = Math.min(...charged.map(({tierMinimumUnits}) => tierMinimumUnits));
	return cheapest(charged.filter(({tierMinimumUnits}) => tierMinimumUnits === first));
}

/** Whether a row is for a machine of one's own: not for spare capacity, Windows or cloud services. */
export function isOrdinary({meterName, skuName, productName}: PriceItem): boolean {
	return !/spot|low priority/i.test(`${meterName} ${skuName}`) && !/windows|cloudservices|cloud services/i.test(productName);
}

function isConsumption({type, retailPrice}: PriceItem): boolean {
	return type === 'Consumption' && retailPrice > 0;
}

/** The cheapest row. Bills are made from primary meters, so that others count only where there is no such row. */
function cheapest(items: readonly PriceItem[]): Picked | undefined {
	const primary = items.filter(({isPrimaryMeterRegion}) => isPrimaryMeterRegion);
	const [row] = (primary.length > 0 ? primary : [...items]).toSorted((one, other) => one.retailPrice - other.retailPrice);
	return row && {price: row.retailPrice, meter: `${row.productName}, ${row.meterName}`, row};
}
