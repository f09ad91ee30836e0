import data from '../../../assets/bill.json' with {type: 'json'};
import type {OsDisk} from '../choices.ts';
import type {MachineSize} from '../machine-size.ts';
import {hoursPerMonth, toCents, type Currency, type PriceList} from './prices.ts';
import {describeSavings, type Saving} from './savings.ts';

/** What a line is for; stable, for programs. */
export type BillPart = 'machine' | 'os-disk' | 'data-disk' | 'address' | 'traffic' | 'unmade';

/** One line of the monthly bill. */
export interface BillLine {
	part: BillPart;
	/** `Machine Standard_D2as_v5` */
	title: string;
	/** A month, in the bill's currency; absent when no price is known. */
	monthly?: number;
	/** The price list's words for it; absent where nothing of the list is used. */
	meter?: string;
	/** `live` from the price list, `rehearsal`, `snapshot YYYY-MM-DD` shipped with the tool, or `nothing to pay`. */
	source: string;
}

export interface Bill {
	lines: BillLine[];
	currency: Currency;
	/** What would make it smaller, each on its own. */
	savings: Saving[];
	/** Which choice makes no difference to it, and why; absent where all do. */
	remark?: string;
}

/** For those who do not ask about money. */
export const unpriced: Bill = {lines: [], currency: 'USD', savings: []};

export interface BillOptions {
	/** Premium SSD by default. */
	osDisk?: OsDisk;
	/** The existing OS disk: a VM keeps it, whatever is chosen. */
	keptDisk?: OsDisk | undefined;
	/** What else the subscription can have in the region, for the savings. */
	sizes?: readonly MachineSize[];
}

const {assumedGb, freeGb} = data.egress;
/** What the bill takes for granted, since nobody knows it beforehand: `120 GB out assumed, 100 of them free`. */
export const trafficAssumption = `${assumedGb} GB out assumed, ${freeGb} of them free`;

export const diskTitles: Readonly<Record<OsDisk, string>> = {'premium-ssd': 'Premium SSD', 'standard-ssd': 'Standard SSD'};

/** What a deployment of this size costs a month, always on, in the region and the currency of `prices`. */
export function describeBill(
	size: Pick<MachineSize, 'name'>,
	prices: PriceList,
	{osDisk: chosen = 'premium-ssd', keptDisk, sizes = []}: BillOptions = {},
): Bill {
	const {source, currency, machineHour, premiumDisk128Month, standardDisk128Month, addressHour, egressGb, meters = {}} = prices;
	const line = (part: BillPart, title: string, monthly: number | undefined, meter: string | undefined): BillLine => ({
		part,
		title,
		source,
		...(monthly !== undefined && {monthly: toCents(monthly)}),
		...(meter !== undefined && {meter}),
	});
	const times = (price: number | undefined, count: number) => (price === undefined ? undefined : price * count);
	const osDisk = keptDisk ?? chosen;
	const osDiskLine = `OS disk, 128 GiB ${diskTitles[osDisk]}`;
	return {
		currency,
		lines: [
			line('machine', `Machine ${size.name}`, times(machineHour[size.name], hoursPerMonth), meters.machine?.[size.name]),
			osDisk === 'standard-ssd'
				? line('os-disk', osDiskLine, standardDisk128Month, meters.standardDisk)
				: line('os-disk', osDiskLine, premiumDisk128Month, meters.premiumDisk),
			line('data-disk', 'Data disk, 128 GiB Premium SSD', premiumDisk128Month, meters.premiumDisk),
			line('address', 'Public IP address', times(addressHour, hoursPerMonth), meters.address),
			line('traffic', `Traffic, ${trafficAssumption}`, times(egressGb, assumedGb - freeGb), meters.egress),
			{part: 'unmade', title: data.unmade, monthly: 0, source: 'nothing to pay'},
		],
		savings: describeSavings({size: size.name, ...(!keptDisk && {osDisk})}, sizes, prices),
		...(osDisk !== chosen && {
			remark: `The VM keeps its OS disk, a ${diskTitles[osDisk]}: --os-disk ${chosen} has no effect.`,
		}),
	};
}

/** A month over all known lines, in the bill's currency. */
export function monthlyTotal(bill: Bill): number {
	return toCents(bill.lines.reduce((sum, line) => sum + (line.monthly ?? 0), 0));
}

/** Where the prices of the bill are from: `live`, `rehearsal` or `snapshot YYYY-MM-DD`. */
export function billSource(bill: Bill): string {
	return bill.lines.find(({part}) => part === 'machine')?.source ?? 'live';
}

/** Whether every line has a price, so that the total can be compared with a budget. */
export function isComplete(bill: Bill): boolean {
	return bill.lines.every(({monthly}) => monthly !== undefined);
}
