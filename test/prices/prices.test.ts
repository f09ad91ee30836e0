import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import test from 'ava';
import {findPrices, type PriceQuestion} from '../../source/prices/prices.ts';
import {findRegionalPrices} from '../../source/prices/regions.ts';
import {snapshotPrices} from '../../source/prices/snapshot.ts';
import {serve} from './price-list.ts';

const question: Omit<PriceQuestion, 'url'> = {region: 'eastus', sizes: ['Standard_D2as_v5'], currency: 'USD'};

test('a live price is the plain Linux rate of today, found behind spot, Windows, mislabelled, expired and future rows on eleven pages', async t => {
	const {url} = await serve(t);
	t.deepEqual(await findPrices({...question, url}), {
		region: 'eastus',
		currency: 'USD',
		source: 'live',
		machineHour: {Standard_D2as_v5: 0.086},
		commitments: {
			Standard_D2as_v5: [
				{kind: 'savings-plan', years: 3, hour: 0.0396},
				{kind: 'savings-plan', years: 1, hour: 0.059},
				{kind: 'reservation', years: 1, hour: 0.05},
				{kind: 'reservation', years: 3, hour: 0.03},
			],
		},
		premiumDisk128Month: 19.71,
		standardDisk128Month: 9.6,
		addressHour: 0.005,
		egressGb: 0.087,
		meters: {
			machine: {Standard_D2as_v5: 'Virtual Machines Dasv5 Series, D2as v5'},
			premiumDisk: 'Premium SSD Managed Disks, P10 LRS Disk',
			standardDisk: 'Standard SSD Managed Disks, E10 LRS Disk',
			address: 'IP Addresses, Standard IPv4 Static Public IP',
			egress: 'Rtn Preference: MGN, Standard Data Transfer Out',
		},
	});
});

test('all sizes of a list are asked for in one question, and their reservations in another', async t => {
	const {url, asked} = await serve(t);
	await findPrices({...question, url, sizes: ['Standard_D2as_v5', 'Standard_D2s_v3', 'Standard_B2ms']});
	const filters = new Set(
		asked.map(({searchParams}) => searchParams.get('$filter') ?? '').filter(filter => filter.includes("'Virtual Machines'")),
	);
	t.deepEqual([...filters].map(filter => /priceType eq '(\w+)'/.exec(filter)?.[1]).toSorted(), ['Consumption', 'Reservation']);
	for (const filter of filters) {
		t.regex(filter, /armRegionName eq 'eastus' .*armSkuName eq 'Standard_D2s_v3' or armSkuName eq 'Standard_B2ms'/);
	}
});

test('the list is asked in the currency that was chosen, and its figures are taken as they are', async t => {
	const {url, asked} = await serve(t, {change: rows => rows.map(row => ({...row, currencyCode: 'EUR'}))});
	const prices = await findPrices({...question, url, currency: 'EUR'});
	t.true(asked.every(({searchParams}) => searchParams.get('currencyCode') === "'EUR'"));
	t.is(prices.currency, 'EUR');
	t.is(prices.source, 'live');
	t.is(prices.premiumDisk128Month, 19.71);
});

test('a list that answers in another currency than was asked is not believed: the bill is in USD, from the snapshot, and says so', async t => {
	const {url} = await serve(t);
	const prices = await findPrices({...question, url, currency: 'EUR'});
	t.is(prices.currency, 'USD');
	t.is(prices.source, 'snapshot 2026-06-18');
});

test('when the price list is down, the shipped snapshot answers and says so', async t => {
	const {url} = await serve(t, {status: () => 500});
	const prices = await findPrices({...question, url});
	t.is(prices.source, 'snapshot 2026-06-18');
	t.is(prices.machineHour['Standard_D2as_v5'], 0.086);
	t.is(prices.commitments, undefined);
});

test('prices by region come from the snapshot too when the list is down, and a size that it does not know has none', async t => {
	const {url} = await serve(t, {status: () => 500});
	const known = await findRegionalPrices({url, size: 'Standard_D2as_v6', currency: 'EUR'});
	t.like(known, {currency: 'USD', source: 'snapshot 2026-06-18'});
	t.is(known.machineHour['eastus'], snapshotPrices('eastus').machineHour['Standard_D2as_v6']);
	t.deepEqual((await findRegionalPrices({url, size: 'Standard_M416', currency: 'EUR'})).machineHour, {});
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
	t.is((await findPrices({...question, url: `http://127.0.0.1:${port}/`, seconds: 0.05})).source, 'snapshot 2026-06-18');
});

test('only the prices of traffic and of reservations may be missing from a live list', async t => {
	const {url} = await serve(t, {status: filter => (/Bandwidth|Reservation/.test(filter) ? 500 : undefined)});
	const prices = await findPrices({...question, url});
	t.is(prices.source, 'live');
	t.false('egressGb' in prices);
	t.deepEqual(
		prices.commitments?.['Standard_D2as_v5']?.map(({kind}) => kind),
		['savings-plan', 'savings-plan'],
	);
});

test('the answer of a stand-in is never called live', async t => {
	const {url} = await serve(t);
	t.is((await findPrices({...question, url, source: 'rehearsal'})).source, 'rehearsal');
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

test('a price that the snapshot took from another region says from which', t => {
	t.is(snapshotPrices('eastus').meters?.premiumDisk, 'Premium SSD Managed Disks, P10 LRS Disk');
	t.is(snapshotPrices('westus2').meters?.premiumDisk, 'Premium SSD Managed Disks, P10 LRS Disk');
	t.is(snapshotPrices('westeurope').meters?.premiumDisk, 'Premium SSD Managed Disks, P10 LRS Disk, as in East US');
});

test('a region that the snapshot does not know has no prices, rather than wrong ones', t => {
	t.deepEqual(snapshotPrices('atlantis').machineHour, {});
});
