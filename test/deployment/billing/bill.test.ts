import test from 'ava';
import {describeBill, isComplete, monthlyTotal} from '../../../source/deployment/billing/bill.ts';
import type {PriceList} from '../../../source/deployment/billing/prices.ts';
import {preferredSizes} from '../../../source/deployment/sizes.ts';
import {snapshotPrices} from '../../../source/prices/snapshot.ts';
import {sizes} from '../../answers/source-double.ts';

const prices: PriceList = {
	region: 'eastus',
	currency: 'USD',
	source: 'live',
	machineHour: {Standard_D2s_v3: 0.096, Standard_D2as_v5: 0.086, Standard_B2as_v2: 0.0752},
	premiumDisk128Month: 19.71,
	standardDisk128Month: 9.6,
	addressHour: 0.005,
	egressGb: 0.087,
	meters: {machine: {Standard_D2s_v3: 'Virtual Machines Dsv3 Series, D2s v3'}},
};

test('the bill of the reference machine is the machine, two disks, an address and traffic beyond what is free', t => {
	const bill = describeBill({name: 'Standard_D2s_v3'}, prices);
	t.deepEqual(
		bill.lines.map(({part, monthly}) => [part, monthly]),
		[
			['machine', 70.08],
			['os-disk', 19.71],
			['data-disk', 19.71],
			['address', 3.65],
			['traffic', 1.74],
			['unmade', 0],
		],
	);
	t.is(monthlyTotal(bill), 114.89);
	t.true(isComplete(bill));
});

test('each number of the bill says where it is from', t => {
	const bill = describeBill({name: 'Standard_D2s_v3'}, prices);
	t.is(bill.lines[0]?.meter, 'Virtual Machines Dsv3 Series, D2s v3');
	t.is(bill.lines[0]?.source, 'live');
	for (const {source, meter, part} of describeBill({name: 'Standard_D2as_v6'}, snapshotPrices('eastus')).lines) {
		t.is(source, part === 'unmade' ? 'nothing to pay' : 'snapshot 2026-06-18');
		t.is(meter === undefined, part === 'unmade', part);
	}
});

test('the default build in East US costs less than the reference, with the same memory and database disk', t => {
	const referenceBuild = 125.72;
	// The reference: Standard_D2s_v3 with 8 GiB, and a P10 for the data.
	const [best = ''] = preferredSizes;
	t.is(best, 'Standard_D2as_v6');
	const bill = describeBill({name: best}, snapshotPrices('eastus'));
	t.true(isComplete(bill));
	t.true(monthlyTotal(bill) < referenceBuild, String(monthlyTotal(bill)));
	t.is(sizes.find(({name}) => name === best)?.memoryGiB, 8);
	t.is(bill.lines.find(({part}) => part === 'data-disk')?.meter, 'Premium SSD Managed Disks, P10 LRS Disk');
});

test('a Standard SSD for the system changes that line alone', t => {
	const bill = describeBill({name: 'Standard_D2s_v3'}, prices, {osDisk: 'standard-ssd'});
	t.deepEqual(
		bill.lines.filter(({part}) => part.endsWith('disk')).map(({title, monthly}) => [title, monthly]),
		[
			['OS disk, 128 GiB Standard SSD', 9.6],
			['Data disk, 128 GiB Premium SSD', 19.71],
		],
	);
});

test('the bill follows the existing system disk, says that the choice changes nothing, and offers no other', t => {
	const bill = describeBill({name: 'Standard_D2s_v3'}, prices, {osDisk: 'standard-ssd', keptDisk: 'premium-ssd'});
	t.is(bill.lines.find(({part}) => part === 'os-disk')?.monthly, 19.71);
	t.is(bill.remark, 'The VM keeps its OS disk, a Premium SSD: --os-disk standard-ssd has no effect.');
	t.false(bill.savings.some(({id}) => id === 'standard-os-disk'));

	const same = describeBill({name: 'Standard_D2s_v3'}, prices, {keptDisk: 'premium-ssd'});
	t.is(same.remark, undefined);
	t.false(same.savings.some(({id}) => id === 'standard-os-disk'));
	t.true(describeBill({name: 'Standard_D2s_v3'}, prices).savings.some(({id}) => id === 'standard-os-disk'));
});

test('a price that nobody knows is absent, never nothing', t => {
	const bill = describeBill({name: 'Standard_X'}, prices);
	t.false('monthly' in (bill.lines[0] ?? {}));
	t.false(isComplete(bill));
	t.is(monthlyTotal(bill), 44.81);
});
