import type {Currency, RegionalPrices} from '../deployment/billing/prices.ts';
import {pickMachines} from './pick.ts';
import {askPriceList} from './retail.ts';
import {snapshotRegions} from './snapshot.ts';

/** A list of regions does not wait longer for what is only beside it. */
const deadlineSeconds = 4;

export interface RegionalQuestion {
	/** Of the price list. */
	url: string;
	/** `Standard_D2as_v6` */
	size: string;
	currency: Currency;
	/** What an answer of that list is called; `live` except for a stand-in. */
	source?: 'live' | 'rehearsal';
	seconds?: number;
}

/** What one size costs in each region that has it, from one question. Never fails: without an answer the shipped snapshot does, and says so. */
export async function findRegionalPrices({
	url,
	size,
	currency,
	source = 'live',
	seconds = deadlineSeconds,
}: RegionalQuestion): Promise<RegionalPrices> {
	try {
		const filter = `serviceName eq 'Virtual Machines' and armSkuName eq '${size}' and priceType eq 'Consumption'`;
		const rows = await askPriceList(url, filter, currency, AbortSignal.timeout(seconds * 1000));
		const regions = [...Map.groupBy(rows, ({armRegionName}) => armRegionName)].flatMap(([region, ofRegion]) => {
			const price = pickMachines(ofRegion).get(size)?.price;
			return region && price !== undefined ? [[region, price] as const] : [];
		});
		if (regions.length === 0) {
			throw new Error('the price list does not know this size');
		}

		return {size, currency, source, machineHour: Object.fromEntries(regions)};
	} catch {
		return snapshotRegions(size);
	}
}
