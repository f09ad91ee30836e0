import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import type {ExecutionContext} from 'ava';

export type Row = Record<string, unknown>;

export const row = (more: Row): Row => ({
	currencyCode: 'USD',
	retailPrice: 1,
	tierMinimumUnits: 0,
	unitOfMeasure: '1 Hour',
	type: 'Consumption',
	isPrimaryMeterRegion: true,
	effectiveStartDate: '2024-01-01T00:00:00Z',
	meterName: '',
	productName: '',
	skuName: '',
	armSkuName: '',
	...more,
});

export const machine = (retailPrice: number, more: Row = {}): Row =>
	row({
		retailPrice,
		armSkuName: 'Standard_D2as_v5',
		skuName: 'D2as v5',
		meterName: 'D2as v5',
		productName: 'Virtual Machines Dasv5 Series',
		...more,
	});

/** The right row behind everything that could be taken for it. */
export const machines = [
	machine(0.178, {productName: 'Virtual Machines Dasv5 Series Windows'}),
	machine(0.017, {skuName: 'D2as v5 Spot', meterName: 'D2as v5 Spot'}),
	machine(0.034, {skuName: 'D2as v5 Low Priority', meterName: 'D2as v5 Low Priority'}),
	machine(0.05, {productName: 'Virtual Machines Dasv5 Series CloudServices'}),
	machine(0.178, {productName: 'Dasv5 Series, mislabelled'}),
	machine(0.01, {type: 'DevTestConsumption'}),
	machine(0.02, {tierMinimumUnits: 100}),
	machine(0.03, {isPrimaryMeterRegion: false}),
	machine(0.04, {effectiveStartDate: '2999-01-01T00:00:00Z'}),
	machine(0.04, {effectiveEndDate: '2024-02-01T00:00:00Z'}),
	machine(0.086, {
		savingsPlan: [
			{term: '3 Years', retailPrice: 0.0396, unitPrice: 0.0396},
			{term: '1 Year', retailPrice: 0.059, unitPrice: 0.059},
		],
	}),
];
export const reservations = [
	machine(438, {type: 'Reservation', reservationTerm: '1 Year'}),
	machine(788.4, {type: 'Reservation', reservationTerm: '3 Years'}),
	machine(99, {type: 'Reservation', reservationTerm: '5 Years'}),
];
const disk = {skuName: 'P10 LRS', productName: 'Premium SSD Managed Disks'};
export const disks = [
	row({...disk, retailPrice: 1.82, meterName: 'P10 LRS Disk Mount', unitOfMeasure: '1/Month'}),
	row({...disk, retailPrice: 0.002, meterName: 'P10 LRS Disk Operations', unitOfMeasure: '10K'}),
	row({...disk, retailPrice: 19.71, meterName: 'P10 LRS Disk', unitOfMeasure: '1/Month'}),
	row({
		retailPrice: 9.6,
		skuName: 'E10 LRS',
		productName: 'Standard SSD Managed Disks',
		meterName: 'E10 LRS Disk',
		unitOfMeasure: '1/Month',
	}),
];
export const addresses = [
	row({retailPrice: 0.0036, productName: 'IP Addresses', meterName: 'Basic IPv4 Static Public IP'}),
	row({retailPrice: 0.005, productName: 'IP Addresses', meterName: 'Standard IPv4 Static Public IP'}),
];
const traffic = {meterName: 'Standard Data Transfer Out', unitOfMeasure: '1 GB', isPrimaryMeterRegion: false};
export const egress = [
	row({...traffic, productName: 'Rtn Preference: MGN', retailPrice: 0}),
	row({...traffic, productName: 'Rtn Preference: MGN', retailPrice: 0.083, tierMinimumUnits: 10_335}),
	row({...traffic, productName: 'Rtn Preference: MGN', retailPrice: 0.087, tierMinimumUnits: 100}),
	row({...traffic, productName: 'Bandwidth - Routing Preference: Internet', retailPrice: 0.08, tierMinimumUnits: 100}),
];

export interface PriceListDouble {
	url: string;
	/** The questions, in the order in which they came. */
	asked: URL[];
}

/** A price list on loopback that gives machines one to a page; `status` may refuse a filter, `change` may alter rows. */
export async function serve(
	t: ExecutionContext,
	{status, change = rows => rows}: {status?: (filter: string) => number | undefined; change?: (rows: Row[]) => Row[]} = {},
): Promise<PriceListDouble> {
	const asked: URL[] = [];
	const server = createServer((request, response) => {
		const url = new URL(request.url ?? '', `http://${request.headers.host}`);
		const filter = url.searchParams.get('$filter') ?? '';
		const skip = Number(url.searchParams.get('$skip') ?? 0);
		asked.push(new URL(url));
		const refused = status?.(filter);
		if (refused) {
			response.writeHead(refused).end('{}');
			return;
		}

		const all = change(rowsFor(filter));
		const size = filter.includes("'Virtual Machines'") ? 1 : 100;
		url.searchParams.set('$skip', String(skip + size));
		response.setHeader('content-type', 'application/json');
		response.end(JSON.stringify({Items: all.slice(skip, skip + size), NextPageLink: skip + size < all.length ? url.href : null}));
	});
	await new Promise<void>(resolve => {
		server.listen(0, '127.0.0.1', resolve);
	});
	t.teardown(() => server.close());
	return {url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/retail/prices`, asked};
}

function rowsFor(filter: string): Row[] {
	if (filter.includes("'Virtual Machines'")) {
		return filter.includes("priceType eq 'Reservation'") ? reservations : machines;
	}

	return filter.includes("'Storage'") ? disks : filter.includes("'Bandwidth'") ? egress : addresses;
}
