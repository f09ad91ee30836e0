import type {MachineSize} from './machine-size.ts';
import {hoursPerMonth, type PriceList} from './prices.ts';

/** One line of the monthly bill. */
export interface BillLine {
	/** `Machine Standard_D2as_v5` */
	title: string;
	/** USD a month; absent when no price is known. */
	monthly?: number;
	/** `live` from the price list, or `snapshot YYYY-MM-DD` shipped with the tool. */
	source: string;
}

export interface Bill {
	lines: BillLine[];
	currency: 'USD';
}

/** Azure's gift: gigabytes of egress a month without charge. A usual deployment stays below. */
const freeEgressGb = 100;

/** What a deployment of this size costs a month, always on, in the region of `prices`. */
export function describeBill(size: Pick<MachineSize, 'name'>, prices: PriceList): Bill {
	const {source, machineHour, premiumDisk128Month, addressHour} = prices;
	const line = (title: string, monthly: number | undefined): BillLine => ({
		title,
		source,
		...(monthly === undefined ? {} : {monthly: toCents(monthly)}),
	});
	const byHour = (price: number | undefined) => (price === undefined ? undefined : price * hoursPerMonth);
	return {
		currency: 'USD',
		lines: [
			line(`Machine ${size.name}`, byHour(machineHour[size.name])),
			line('System disk, 128 GiB Premium SSD', premiumDisk128Month),
			line('Data disk, 128 GiB Premium SSD', premiumDisk128Month),
			line('Public address', byHour(addressHour)),
			line(`Traffic to the internet, the first ${freeEgressGb} GB`, 0),
		],
	};
}

/** USD a month over all known lines. */
export function monthlyTotal(bill: Bill): number {
	return toCents(bill.lines.reduce((sum, line) => sum + (line.monthly ?? 0), 0));
}

/** Whether every line has a price, so that the total can be compared with a budget. */
export function isComplete(bill: Bill): boolean {
	return bill.lines.every(({monthly}) => monthly !== undefined);
}

function toCents(amount: number): number {
	return Math.round(amount * 100) / 100;
}
