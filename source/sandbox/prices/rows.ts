import {createHash} from 'node:crypto';
import {regions, sizes} from '../azure/catalogue.ts';
import data from '../../../assets/sandbox/prices.json' with {type: 'json'};

/** One row of the price list, as the price list words it. */
export interface PriceRow {
	currencyCode: 'USD';
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
}

type Facts = Pick<
	PriceRow,
	'armRegionName' | 'meterName' | 'productName' | 'skuName' | 'serviceName' | 'serviceFamily' | 'unitOfMeasure'
> & {
	price: number;
	armSkuName?: string;
	type?: string;
	from?: number;
};

/** All rows of the list, with the ones in it that a careless reader takes for the price: Windows, Spot, Low Priority, reservations, mounts. */
export function priceRows(): PriceRow[] {
	return data.regions.flatMap((region, index) => [...machineRows(region, index), ...diskRows(region), ...networkRows(region)]);
}

function row({price, armSkuName = '', type = 'Consumption', from = 0, ...facts}: Facts): PriceRow {
	const hash = createHash('sha256').update(JSON.stringify(facts)).update(type).digest('hex');
	const product = `DZH318Z${hash.slice(0, 5).toUpperCase()}`;
	return {
		currencyCode: 'USD',
		tierMinimumUnits: from,
		retailPrice: price,
		unitPrice: price,
		location: regions.find(region => region.name === facts.armRegionName)?.title ?? '',
		effectiveStartDate: data.effective,
		meterId: [hash.slice(0, 8), hash.slice(8, 12), hash.slice(12, 16), hash.slice(16, 20), hash.slice(20, 32)].join('-'),
		productId: product,
		skuId: `${product}/${hash.slice(5, 9).toUpperCase()}`,
		type,
		isPrimaryMeterRegion: true,
		armSkuName,
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
			row({...linux, price: round(hour)}),
			row({...windows, skuName: `${meter} Spot`, meterName: `${meter} Spot`, price: round(hour * 0.3)}),
			row({...linux, type: 'Reservation', price: Math.round(hour * 8760 * 0.6)}),
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
		productName: 'Bandwidth Inter-Region',
		skuName: 'Standard',
		unitOfMeasure: '1 GB',
	};
	const dearer: Record<string, number> = data.egressByRegion;
	return [
		row({...addresses, skuName: 'Basic', meterName: 'Basic IPv4 Static Public IP', price: data.address.basic}),
		row({...addresses, skuName: 'Standard', meterName: 'Standard IPv4 Static Public IP', price: data.address.standard}),
		...data.egress.map(({from, gigabyte}) =>
			row({
				...egress,
				productName: 'Rtn Preference: MGN',
				meterName: 'Standard Data Transfer Out',
				from,
				price: gigabyte === 0 ? 0 : (dearer[region] ?? gigabyte),
			}),
		),
	];
}

function round(price: number): number {
	return Number(price.toFixed(6));
}
