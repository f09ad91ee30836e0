import {createServer, type Server} from 'node:http';
import type {AddressInfo} from 'node:net';
import test from 'ava';
import {findPrices} from '../../source/prices/prices.ts';
import {snapshotPrices} from '../../source/prices/snapshot.ts';

type Row = Record<string, unknown>;

const row = (more: Row): Row => ({
	retailPrice: 1,
	tierMinimumUnits: 0,
	unitOfMeasure: '1 Hour',
	type: 'Consumption',
	meterName: '',
	productName: '',
	skuName: '',
	armSkuName: '',
	...more,
});
const machine = (retailPrice: number, more: Row = {}) =>
	row({
		retailPrice,
		armSkuName: 'Standard_D2as_v5',
		skuName: 'D2as v5',
		meterName: 'D2as v5',
		productName: 'Virtual Machines Dasv5 Series',
		...more,
	});

const machines = [
	machine(0.178, {productName: 'Virtual Machines Dasv5 Series Windows'}),
	machine(0.017, {skuName: 'D2as v5 Spot', meterName: 'D2as v5 Spot'}),
	machine(0.034, {skuName: 'D2as v5 Low Priority', meterName: 'D2as v5 Low Priority'}),
	machine(0.05, {productName: 'Virtual Machines Dasv5 Series CloudServices'}),
	machine(0.178, {productName: 'Dasv5 Series, mislabelled'}),
	machine(0.01, {type: 'DevTestConsumption'}),
	machine(0.086),
];
const disks = [
	row({retailPrice: 1.82, skuName: 'P10 LRS', meterName: 'P10 LRS Disk Mount', unitOfMeasure: '1/Month'}),
	row({retailPrice: 0.002, skuName: 'P10 LRS', meterName: 'P10 LRS Disk Operations', unitOfMeasure: '10K'}),
	row({retailPrice: 19.71, skuName: 'P10 LRS', meterName: 'P10 LRS Disk', unitOfMeasure: '1/Month'}),
];
const addresses = [
	row({retailPrice: 0.0036, meterName: 'Basic IPv4 Static Public IP'}),
	row({retailPrice: 0.005, meterName: 'Standard IPv4 Static Public IP'}),
];
const egress = [
	row({retailPrice: 0, meterName: 'Standard Data Transfer Out', unitOfMeasure: '1 GB'}),
	row({retailPrice: 0.087, tierMinimumUnits: 100, meterName: 'Standard Data Transfer Out', unitOfMeasure: '1 GB'}),
];

/** A price list on loopback that gives machines one to a page. */
async function serve(answer?: (filter: string) => number | undefined): Promise<{url: string; filters: string[]; server: Server}> {
	const filters: string[] = [];
	const server = createServer((request, response) => {
		const url = new URL(request.url ?? '', `http://${request.headers.host}`);
		const filter = url.searchParams.get('$filter') ?? '';
		const skip = Number(url.searchParams.get('$skip') ?? 0);
		filters.push(filter);
		const status = answer?.(filter);
		if (status) {
			response.writeHead(status).end('{}');
			return;
		}

		const all = filter.includes("'Virtual Machines'")
			? machines
			: filter.includes("'Storage'")
				? disks
				: filter.includes("'Bandwidth'")
					? egress
					: addresses;
		const size = all === machines ? 1 : 100;
		url.searchParams.set('$skip', String(skip + size));
		response.setHeader('content-type', 'application/json');
		response.end(JSON.stringify({Items: all.slice(skip, skip + size), NextPageLink: skip + size < all.length ? url.href : null}));
	});
	await new Promise<void>(resolve => {
		server.listen(0, '127.0.0.1', resolve);
	});
	return {url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/retail/prices`, filters, server};
}

test('a live price is the plain Linux rate, found behind spot, Windows and mislabelled rows on seven pages', async t => {
	const {url, server} = await serve();
	t.teardown(() => server.close());
	t.deepEqual(await findPrices(url, 'eastus', ['Standard_D2as_v5']), {
		region: 'eastus',
		source: 'live',
		machineHour: {Standard_D2as_v5: 0.086},
		premiumDisk128Month: 19.71,
		addressHour: 0.005,
		egressGb: 0.087,
	});
});

test('all sizes of a list are asked for in one question', async t => {
	const {url, filters, server} = await serve();
	t.teardown(() => server.close());
	await findPrices(url, 'eastus', ['Standard_D2as_v5', 'Standard_D2s_v3', 'Standard_B2ms']);
	const questions = new Set(filters.filter(filter => filter.includes("'Virtual Machines'")));
	t.is(questions.size, 1);
	t.regex(
		[...questions][0] ?? '',
		/armRegionName eq 'eastus' and priceType eq 'Consumption'.*armSkuName eq 'Standard_D2s_v3' or armSkuName eq 'Standard_B2ms'/,
	);
});

test('when the price list is down, the shipped snapshot answers and says so', async t => {
	const {url, server} = await serve(() => 500);
	t.teardown(() => server.close());
	const prices = await findPrices(url, 'eastus', ['Standard_D2as_v5']);
	t.is(prices.source, 'snapshot 2026-06-18');
	t.is(prices.machineHour['Standard_D2as_v5'], 0.086);
});

test('a price list that never answers costs no more than its deadline', async t => {
	const server = createServer(() => {});
	await new Promise<void>(resolve => {
		server.listen(0, '127.0.0.1', resolve);
	});
	t.teardown(() => {
		server.closeAllConnections();
		server.close();
	});
	const {port} = server.address() as AddressInfo;
	t.is((await findPrices(`http://127.0.0.1:${port}/`, 'eastus', ['Standard_D2as_v5'], 0.05)).source, 'snapshot 2026-06-18');
});

test('only the price of traffic may be missing from a live list', async t => {
	const {url, server} = await serve(filter => (filter.includes("'Bandwidth'") ? 500 : undefined));
	t.teardown(() => server.close());
	const prices = await findPrices(url, 'eastus', ['Standard_D2as_v5']);
	t.is(prices.source, 'live');
	t.false('egressGb' in prices);
});

test('the snapshot knows the usual regions and has Linux rates only', t => {
	for (const region of [
		'eastus',
		'westus2',
		'westeurope',
		'northeurope',
		'uksouth',
		'swedencentral',
		'southeastasia',
		'centralindia',
		'japaneast',
		'brazilsouth',
	]) {
		const {machineHour, premiumDisk128Month} = snapshotPrices(region);
		t.true(Object.keys(machineHour).length >= 15, region);
		t.truthy(premiumDisk128Month);
		// A Windows rate would be about twice the price of the same Intel size.
		t.true((machineHour['Standard_D2as_v5'] ?? 1) <= 1.05 * (machineHour['Standard_D2s_v5'] ?? 0), region);
	}
});

test('a region that the snapshot does not know has no prices, rather than wrong ones', t => {
	t.deepEqual(snapshotPrices('atlantis').machineHour, {});
});
