import snapshot from '../../assets/prices-snapshot.json' with {type: 'json'};
import type {PriceList, RegionalPrices} from '../deployment/billing/prices.ts';

const source = `snapshot ${snapshot.date}`;

/** A price that is known for some regions, and `usual` for the home region. */
type Regional = Record<string, number> & {usual: number};

/** Prices that were shipped with the tool, in USD; nothing for a region that it does not know. */
export function snapshotPrices(region: string): PriceList {
	const regions: Record<string, Array<number | null>> = snapshot.machineHour;
	const row = regions[region];
	if (!row) {
		return {region, currency: 'USD', source, machineHour: {}};
	}

	const priced = snapshot.sizes.flatMap((name, index) => {
		const price = row[index];
		return typeof price === 'number' ? [[name, price] as const] : [];
	});
	const premium = regional(snapshot.premiumDisk128Month, region, 'Premium SSD Managed Disks, P10 LRS Disk');
	const standard = regional(snapshot.standardDisk128Month, region, 'Standard SSD Managed Disks, E10 LRS Disk');
	const egress = regional(snapshot.egressGb, region, 'Rtn Preference: MGN, Standard Data Transfer Out');
	return {
		region,
		currency: 'USD',
		source,
		machineHour: Object.fromEntries(priced),
		premiumDisk128Month: premium.price,
		standardDisk128Month: standard.price,
		addressHour: snapshot.addressHour,
		egressGb: egress.price,
		meters: {
			machine: Object.fromEntries(priced.map(([name]) => [name, `${meterOf(name)}, Linux`])),
			premiumDisk: premium.meter,
			standardDisk: standard.meter,
			address: 'IP Addresses, Standard IPv4 Static Public IP',
			egress: egress.meter,
		},
	};
}

/** The shipped prices of one size, in USD, by region. */
export function snapshotRegions(size: string): RegionalPrices {
	const place = snapshot.sizes.indexOf(size);
	const regions: Record<string, Array<number | null>> = snapshot.machineHour;
	const priced = Object.entries(regions).flatMap(([region, row]) => {
		const price = row[place];
		return typeof price === 'number' ? [[region, price] as const] : [];
	});
	return {size, currency: 'USD', source, machineHour: Object.fromEntries(priced)};
}

/** Prices of disks and traffic are known for some regions; other regions get those of the home region, marked as such. */
function regional(prices: Regional, region: string, meter: string): {price: number; meter: string} {
	const known = prices[region] ?? (region === snapshot.home.name ? prices.usual : undefined);
	return known === undefined ? {price: prices.usual, meter: `${meter}, as in ${snapshot.home.title}`} : {price: known, meter};
}

/** `D2as v6` */
function meterOf(size: string): string {
	return size.replace('Standard_', '').replaceAll('_', ' ');
}
