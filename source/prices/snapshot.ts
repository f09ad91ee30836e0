import snapshot from '../../assets/prices-snapshot.json' with {type: 'json'};
import type {PriceList} from '../deployment/prices.ts';

const source = `snapshot ${snapshot.date}`;

/** Prices that were shipped with the tool; nothing for a region that it does not know. */
export function snapshotPrices(region: string): PriceList {
	const regions: Record<string, Array<number | null>> = snapshot.machineHour;
	const disks: Record<string, number> & {usual: number} = snapshot.premiumDisk128Month;
	const row = regions[region];
	if (!row) {
		return {region, source, machineHour: {}};
	}

	const priced = snapshot.sizes.flatMap((name, index) => {
		const price = row[index];
		return typeof price === 'number' ? [[name, price] as const] : [];
	});
	return {
		region,
		source,
		machineHour: Object.fromEntries(priced),
		premiumDisk128Month: disks[region] ?? disks.usual,
		addressHour: snapshot.addressHour,
		egressGb: snapshot.egressGb,
	};
}
