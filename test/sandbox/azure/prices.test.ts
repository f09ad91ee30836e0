import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import tls from 'node:tls';
import test from 'ava';
import {SandboxAuthority} from '../../../source/sandbox/foundation/certificates.ts';
import {Faults} from '../../../source/sandbox/foundation/faults.ts';
import {Latency} from '../../../source/sandbox/foundation/latency.ts';
import {startPrices} from '../../../source/sandbox/prices/server.ts';

interface Page {
	Items: Array<Record<string, string | number | boolean>>;
	NextPageLink: string | null;
	Count: number;
}

async function start(t: {teardown(work: () => Promise<void>): void}, pageSize = 100) {
	const folder = await mkdtemp(join(tmpdir(), 'sandbox-prices-'));
	const authority = await SandboxAuthority.open(folder);
	tls.setDefaultCACertificates([...tls.getCACertificates('default'), authority.caCertificate]);
	const server = await startPrices({authority, faults: new Faults(), latency: new Latency(0), pageSize});
	t.teardown(async () => {
		await server.close();
		await rm(folder, {recursive: true, force: true});
	});
	return async (filter: string): Promise<{status: number; page: Page}> => {
		const url = filter.startsWith('https:') ? filter : `${server.url}?api-version=2023-01-01-preview&$filter=${encodeURIComponent(filter)}`;
		const response = await fetch(url, {signal: AbortSignal.timeout(10_000)});
		return {status: response.status, page: (await response.json()) as Page};
	};
}

const machine = "serviceName eq 'Virtual Machines' and armRegionName eq 'eastus' and armSkuName eq 'Standard_D2as_v5'";

test('the price of a machine is found among rows of other meters', async t => {
	const ask = await start(t);
	const {page} = await ask(`${machine} and priceType eq 'Consumption'`);
	const meters = page.Items.map(row => row['meterName']);
	t.true(meters.some(meter => String(meter).endsWith('Spot')));
	t.true(meters.some(meter => String(meter).endsWith('Low Priority')));
	t.true(page.Items.some(row => String(row['productName']).endsWith('Windows')));
	const plain = page.Items.filter(
		row => !/Spot|Low Priority/.test(String(row['meterName'])) && !String(row['productName']).includes('Windows'),
	);
	t.true(plain.some(row => Date.parse(String(row['effectiveStartDate'])) > Date.now()));
	t.true(plain.some(row => !row['isPrimaryMeterRegion']));
	const real = plain.filter(row => row['isPrimaryMeterRegion'] && Date.parse(String(row['effectiveStartDate'])) < Date.now());
	t.deepEqual(
		real.map(row => row['retailPrice']),
		[0.086],
	);
});

test('disks have a mount beside them, addresses a basic kind', async t => {
	const ask = await start(t);
	const disks = await ask("serviceName eq 'Storage' and skuName eq 'P10 LRS' and armRegionName eq 'westus2'");
	t.deepEqual(
		disks.page.Items.map(row => [row['meterName'], row['retailPrice']]),
		[
			['P10 LRS Disk Mount', 1.82],
			['P10 LRS Disk', 17.92],
		],
	);
	const addresses = await ask("productName eq 'IP Addresses' and armRegionName eq 'eastus' and contains(meterName, 'Standard')");
	t.deepEqual(
		addresses.page.Items.map(row => row['retailPrice']),
		[0.005],
	);
});

test('long answers come in pages, and every page names the next one', async t => {
	const ask = await start(t, 10);
	const filter =
		"serviceName eq 'Virtual Machines' and (armRegionName eq 'eastus' or armRegionName eq 'westeurope') and startswith(armSkuName, 'Standard_D')";
	let {page} = await ask(filter);
	let total = page.Count;
	let pages = 1;
	while (page.NextPageLink) {
		({page} = await ask(page.NextPageLink));
		total += page.Count;
		pages += 1;
	}

	t.true(pages > 2);
	t.is(total, (await (await start(t, 1000))(filter)).page.Count);
});

test('a filter in the wrong case finds nothing, a broken one is refused', async t => {
	const ask = await start(t);
	t.is((await ask("armRegionName eq 'EastUS'")).page.Count, 0);
	t.is((await ask('armRegionName eq')).status, 400);
	t.is((await ask("armRegionName like 'eastus'")).status, 400);
});
