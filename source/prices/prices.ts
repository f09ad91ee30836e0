import type {PriceList} from '../deployment/prices.ts';
import {pickAddress, pickDisk, pickEgress, pickMachines} from './pick.ts';
import {askPriceList} from './retail.ts';
import {snapshotPrices} from './snapshot.ts';

const deadlineSeconds = 10;
/** Sizes in one question; more would make its address too long. */
const sizesPerQuestion = 40;

/** Prices of these sizes and of what goes with them. Never fails: what the list at `url` does not tell comes from the shipped snapshot, and `source` says so. */
export async function findPrices(url: string, region: string, sizes: string[], seconds: number = deadlineSeconds): Promise<PriceList> {
	try {
		return await askPrices(url, region, sizes, AbortSignal.timeout(seconds * 1000));
	} catch {
		return snapshotPrices(region);
	}
}

async function askPrices(url: string, region: string, sizes: string[], signal: AbortSignal): Promise<PriceList> {
	const ask = async (filter: string) =>
		askPriceList(url, `armRegionName eq '${region}' and priceType eq 'Consumption' and ${filter}`, signal);
	const questions = inGroups(sizes, sizesPerQuestion).map(async group => {
		const names = group.map(name => `armSkuName eq '${name}'`).join(' or ');
		return ask(`serviceName eq 'Virtual Machines' and (${names})`);
	});
	const [disks, addresses, egress, ...machines] = await Promise.all([
		ask("serviceName eq 'Storage' and skuName eq 'P10 LRS'"),
		ask("serviceName eq 'Virtual Network' and productName eq 'IP Addresses'"),
		// Only a footnote of the bill, so it may fail alone.
		ask("serviceName eq 'Bandwidth' and meterName eq 'Standard Data Transfer Out'").catch(() => []),
		...questions,
	]);
	const machineHour = pickMachines(machines.flat());
	const premiumDisk128Month = pickDisk(disks);
	const addressHour = pickAddress(addresses);
	const egressGb = pickEgress(egress);
	if (Object.keys(machineHour).length === 0 || premiumDisk128Month === undefined) {
		throw new Error('the price list does not know this region');
	}

	return {
		region,
		source: 'live',
		machineHour,
		premiumDisk128Month,
		...(addressHour === undefined ? {} : {addressHour}),
		...(egressGb === undefined ? {} : {egressGb}),
	};
}

function inGroups<T>(all: T[], most: number): T[][] {
	return Array.from({length: Math.ceil(all.length / most)}, (_, index) => all.slice(index * most, (index + 1) * most));
}
