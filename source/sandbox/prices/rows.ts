import {createHash} from 'node:crypto';
import type {Currency} from '../../deployment/billing/prices.ts';
import {regions, sizes} from '../azure/offerings.ts';
import data from '../../../assets/sandbox/prices.json' with {type: 'json'};

/** One row of the price list, as the price list words it. */
export interface PriceRow {
	currencyCode: Currency;
	tierMinimumUnits: number;
	retailPrice: number;
	unitPrice: number;
	armRegionName: string;
	location: string;
	effectiveStartDate: string;
	meterId: string;
	meterName: string;
	productId: string;
	skuId: string;
	productName: string;
	skuName: string;
	serviceName: string;
	serviceFamily: string;
	unitOfMeasure: string;
	type: string;
	isPrimaryMeterRegion: boolean;
	armSkuName: string;
	reservationTerm?: string;
	savingsPlan?: Array<{unitPrice: number; retailPrice: number; term: string}>;
}

/** In force one day; until then only a careless reader takes it. */
const nextYear = `${new Date().getFullYear() + 1}-01-01T00:00:00Z`;

type Facts = Pick<
	PriceRow,
	'armRegionName' | 'meterName' | 'productName' | 'skuName' | 'serviceName' | 'serviceFamily' | 'unitOfMeasure'
> & {
	price: number;
	armSkuName?: string;
	type?: string;
	from?: number;
	primary?: boolean;
	effective?: string;
	reservationTerm?: string;
	savings?: Record<string, number>;
};

/**
 * All rows of the list in USD, with the ones in it that a careless reader takes for the price:
 * Windows, Spot, Low Priority, reservations, mounts, other routings, prices of next year, meters that are not billed.
 */
export function priceRows(): PriceRow[] {
	return data.regions.flatMap((region, index) => [...machineRows(region, index), ...diskRows(region), ...networkRows(region)]);
}

/** The rows in another currency, by a rate that serves rehearsals alone; undefined for one that the list does not know. */
export function inCurrency(rows: PriceRow[], currency: string): PriceRow[] | undefined {
	const rates: Record<string, number> = data.currencies;
	const rate = rates[currency];
	if (rate === undefined) {
		return undefined;
	}

	const convert = (price: number) => round(price * rate);
	return rows.map(row => ({
		...row,
		currencyCode: currency as Currency,
		retailPrice: convert(row.retailPrice),
		unitPrice: convert(row.unitPrice),
		...(row.savingsPlan && {
			savingsPlan: row.savingsPlan.map(({term, retailPrice, unitPrice}) => ({
				unitPrice: convert(unitPrice),
				retailPrice: convert(retailPrice),
				term,
			})),
		}),
	}));
}

function row({price, armSkuName = '', type = 'Consumption', from = 0, primary = true, effective, savings, ...facts}: Facts): PriceRow {
	const hash = createHash('sha256').update(JSON.stringify(facts)).update(type).digest('hex');
	const product = `DZH318Z${hash.slice(0, 5).toUpperCase()}`;
	return {
		currencyCode: 'USD',
		tierMinimumUnits: from,
		retailPrice: price,
		unitPrice: price,
		location: regions.find(region => region.name === facts.armRegionName)?.title ?? '',
		effectiveStartDate: effective ?? data.effective,
		meterId: [hash.slice(0, 8), hash.slice(8, 12), hash.slice(12, 16), hash.slice(16, 20), hash.slice(20, 32)].join('-'),
		productId: product,
		skuId: `${product}/${hash.slice(5, 9).toUpperCase()}`,
		type,
		isPrimaryMeterRegion: primary,
		armSkuName,
		...(savings && {
			savingsPlan: Object.entries(savings).map(([term, share]) => ({
				unitPrice: round(price * share),
				retailPrice: round(price * share),
				term,
			})),
		}),
		...facts,
	};
}

function hourly(size: string, index: number): {product: string; hour: number} | undefined {
	const multiple = data.multiples.find(candidate => candidate.size === size);
	const base = data.machines.find(machine => machine.size === (multiple?.of ?? size));
	const hour = base?.hour[index];
	return base && hour ? {product: base.product, hour: hour * (multiple?.times ?? 1)} : undefined;
}

function machineRows(region: string, index: number): PriceRow[] {
	return sizes.flatMap(size => {
		const price = hourly(size.name, index);
		if (!price) {
			return [];
		}

		const meter = size.name.replace('Standard_', '').replace('_', ' ');
		const base = {
			armRegionName: region,
			serviceName: 'Virtual Machines',
			serviceFamily: 'Compute',
			unitOfMeasure: '1 Hour',
			armSkuName: size.name,
		};
		const linux = {...base, productName: price.product, skuName: meter, meterName: meter};
		const windows = {...linux, productName: `${price.product} Windows`};
		const {hour} = price;
		return [
			row({...windows, price: round(hour + size.vCpus * data.windowsVcpuHour)}),
			row({...linux, skuName: `${meter} Spot`, meterName: `${meter} Spot`, price: round(hour * 0.2)}),
			row({...linux, skuName: `${meter} Low Priority`, meterName: `${meter} Low Priority`, price: round(hour * 0.2)}),
			row({...linux, price: round(hour), savings: data.commitments.savingsPlan}),
			row({...linux, price: round(hour * 0.9), effective: nextYear}),
			row({...linux, price: round(hour * 0.95), primary: false}),
			row({...windows, skuName: `${meter} Spot`, meterName: `${meter} Spot`, price: round(hour * 0.3)}),
			...Object.entries(data.commitments.reservation).map(([reservationTerm, share]) =>
				row({
					...linux,
					type: 'Reservation',
					reservationTerm,
					price: Math.round(hour * 8760 * Number.parseInt(reservationTerm, 10) * share),
				}),
			),
			row({...linux, type: 'DevTestConsumption', price: round(hour)}),
		];
	});
}

function diskRows(region: string): PriceRow[] {
	return data.disks.flatMap(({sku, product, month, cheaper, mount, operations}) => {
		const base = {armRegionName: region, serviceName: 'Storage', serviceFamily: 'Storage', productName: product, skuName: sku};
		const cheaperHere: Record<string, number> = cheaper;
		return [
			...(mount ? [row({...base, meterName: `${sku} Disk Mount`, unitOfMeasure: '1/Month', price: mount})] : []),
			...(operations ? [row({...base, meterName: `${sku} Disk Operations`, unitOfMeasure: '10K', price: operations})] : []),
			row({...base, meterName: `${sku} Disk`, unitOfMeasure: '1/Month', price: cheaperHere[region] ?? month}),
		];
	});
}

function networkRows(region: string): PriceRow[] {
	const addresses = {
		armRegionName: region,
		serviceName: 'Virtual Network',
		serviceFamily: 'Networking',
		productName: 'IP Addresses',
		unitOfMeasure: '1 Hour',
	};
	const egress = {
		armRegionName: region,
		serviceName: 'Bandwidth',
		serviceFamily: 'Networking',
		skuName: 'Standard',
		meterName: 'Standard Data Transfer Out',
		unitOfMeasure: '1 GB',
		// One meter serves many regions, and only one of them is its home.
		primary: false,
	};
	const dearer: Record<string, number> = data.egressByRegion;
	return [
		row({...addresses, skuName: 'Basic', meterName: 'Basic IPv4 Static Public IP', price: data.address.basic}),
		row({...addresses, skuName: 'Standard', meterName: 'Standard IPv4 Static Public IP', price: data.address.standard}),
		...data.egress.flatMap(({from, gigabyte}) => {
			const price = gigabyte === 0 ? 0 : (dearer[region] ?? gigabyte);
			return [
				row({...egress, productName: 'Bandwidth - Routing Preference: Internet', from, price: round(price * 0.92)}),
				row({...egress, productName: 'Rtn Preference: MGN', from, price}),
			];
		}),
	];
}

function round(price: number): number {
	return Number(price.toFixed(6));
}
