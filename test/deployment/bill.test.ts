import test from 'ava';
import {describeBill, isComplete, monthlyTotal} from '../../source/deployment/bill.ts';

const prices = {
	region: 'eastus',
	source: 'live',
	machineHour: {Standard_D2s_v3: 0.096, Standard_D2as_v5: 0.086},
	premiumDisk128Month: 19.71,
	addressHour: 0.005,
};

test('the bill of the reference machine is the machine, two disks and an address', t => {
	const bill = describeBill({name: 'Standard_D2s_v3'}, prices);
	t.deepEqual(
		bill.lines.map(({monthly}) => monthly),
		[70.08, 19.71, 19.71, 3.65, 0],
	);
	t.is(monthlyTotal(bill), 113.15);
	t.is(monthlyTotal(describeBill({name: 'Standard_D2as_v5'}, prices)), 105.85);
	t.true(isComplete(bill));
});

test('a price that nobody knows is absent, never nothing', t => {
	const bill = describeBill({name: 'Standard_X'}, prices);
	t.false('monthly' in (bill.lines[0] ?? {}));
	t.false(isComplete(bill));
	t.is(monthlyTotal(bill), 43.07);
});
