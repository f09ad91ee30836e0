import test from 'ava';
import {describeBill} from '../../source/deployment/billing/bill.ts';
import type {PriceList} from '../../source/deployment/billing/prices.ts';
import {billLines} from '../../source/reporters/bill.ts';
import {lineText} from '../../source/terminal/spans.ts';
import {chooseSymbols} from '../../source/terminal/symbols.ts';
import {sizes} from '../answers/source-double.ts';

const prices: PriceList = {
	region: 'eastus',
	currency: 'USD',
	source: 'live',
	machineHour: {Standard_D2as_v5: 0.086, Standard_B2as_v2: 0.0752},
	premiumDisk128Month: 19.71,
	standardDisk128Month: 9.6,
	addressHour: 0.005,
};
const bill = (changes: Partial<PriceList> = {}) => describeBill({name: 'Standard_D2as_v5'}, {...prices, ...changes}, {sizes});
const text = (lines: ReturnType<typeof billLines>) => lines.map(line => lineText(line)).join('\n');
const style = (columns: number) => ({columns, symbols: chooseSymbols({}, 'linux')});

for (const columns of [40, 80, 200]) {
	test(`the price, what it is made of and what would be cheaper fit into ${columns} columns`, t => {
		const shown = text(billLines(bill(), {amount: 150, currency: 'USD'}, style(columns)));
		t.true(
			shown.split('\n').every(line => line.length < columns),
			shown,
		);
		const words = shown.replace(/\s+/g, ' ');
		t.regex(words, /A month 105\.85 of 150\.00 USD .* 71 %/);
		t.regex(words, /Made of 62\.78 machine, 39\.42 disks, 3\.65 address, unknown traffic guess/);
		t.regex(words, /To save 10\.11 Standard SSD, 7\.88 Burstable size, --json says more/);
	});
}

test('prices of a snapshot are dated, and dollars are not held against a budget in euros', t => {
	const shown = text(billLines(bill({source: 'snapshot 2026-06-18'}), {amount: 150, currency: 'EUR'}, style(80)));
	t.regex(shown, /105\.85 USD, prices of 2026-06-18: the price list did not answer/);
	t.regex(shown, /The budget is in another currency\./);
	t.notRegex(shown, /%/);
});
