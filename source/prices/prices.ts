import type {Currency, PriceList} from '../deployment/billing/prices.ts';
import {pickCommitments} from './commitments.ts';
import {pickAddress, pickDisk, pickEgress, pickMachines} from './pick.ts';
import {askPriceList} from './retail.ts';
import {snapshotPrices} from './snapshot.ts';

const deadlineSeconds = 10;
/** Sizes in one question; more would make its address too long. */
const sizesPerQuestion = 40;

export interface PriceQuestion {
	/** Of the price list. */
	url: string;
	region: string;
	sizes: readonly string[];
	currency: Currency;
	/** What an answer of that list is called; `live` except for a stand-in. */
	source?: 'live' | 'rehearsal';
	seconds?: number;
}

/**
 * Prices of these sizes and of what goes with them. Never fails: a list that does not answer, or not in this currency,
 * is replaced by the shipped snapshot, and `source` and `currency` say so.
 */
export async function findPrices(question: PriceQuestion): Promise<PriceList> {
	try {
		return await askPrices(question, AbortSignal.timeout((question.seconds ?? deadlineSeconds) * 1000));
	} catch {
		return snapshotPrices(question.region);
	}
}

async function askPrices({url, region, sizes, currency, source = 'live'}: PriceQuestion, signal: AbortSignal): Promise<PriceList> {
	const ask = async (filter: string, type = 'Consumption') =>
		askPriceList(url, `armRegionName eq '${region}' and priceType eq '${type}' and ${filter}`, currency, signal);
	const ofSizes = async (type: string) => {
		const answers = inGroups(sizes, sizesPerQuestion).map(async group => {
			const names = group.map(name => `armSkuName eq '${name}'`).join(' or ');
			return ask(`serviceName eq 'Virtual Machines' and (${names})`, type);
		});
		return (await Promise.all(answers)).flat();
	};
	// Reservations and traffic are footnotes of the bill, so they may fail alone.
	const [machineRows, reservations, disks, addresses, traffic] = await Promise.all([
		ofSizes('Consumption'),
		ofSizes('Reservation').catch(() => []),
		ask("serviceName eq 'Storage' and (skuName eq 'P10 LRS' or skuName eq 'E10 LRS')"),
		ask("serviceName eq 'Virtual Network' and productName eq 'IP Addresses'"),
		ask("serviceName eq 'Bandwidth' and meterName eq 'Standard Data Transfer Out'").catch(() => []),
	]);
	const machines = pickMachines(machineRows);
	const premium = pickDisk(disks, 'P10 LRS');
	const standard = pickDisk(disks, 'E10 LRS');
	const address = pickAddress(addresses);
	const egress = pickEgress(traffic);
	if (machines.size === 0 || premium === undefined) {
		throw new Error('the price list does not know this region');
	}

	return {
		region,
		currency,
		source,
		machineHour: Object.fromEntries([...machines].map(([size, {price}]) => [size, price])),
		commitments: pickCommitments(machines, reservations),
		premiumDisk128Month: premium.price,
		...(standard && {standardDisk128Month: standard.price}),
		...(address && {addressHour: address.price}),
		...(egress && {egressGb: egress.price}),
		meters: {
			machine: Object.fromEntries([...machines].map(([size, {meter}]) => [size, meter])),
			premiumDisk: premium.meter,
			...(standard && {standardDisk: standard.meter}),
			...(address && {address: address.meter}),
			...(egress && {egress: egress.meter}),
		},
	};
}

function inGroups<T>(all: readonly T[], most: number): T[][] {
	return Array.from({length: Math.ceil(all.length / most)}, (_, index) => all.slice(index * most, (index + 1) * most));
}
