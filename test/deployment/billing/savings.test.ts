import test from 'ava';
import type {PriceList} from '../../../source/deployment/billing/prices.ts';
import {describeSavings, type Saving} from '../../../source/deployment/billing/savings.ts';
import {sizes} from '../../answers/source-double.ts';

const prices: PriceList = {
	region: 'eastus',
	currency: 'USD',
	source: 'live',
	machineHour: {Standard_D2s_v3: 0.096, Standard_D2as_v5: 0.086, Standard_B2as_v2: 0.0752, Standard_B2ms: 0.05, Standard_B4as_v2: 0.06},
	commitments: {
		Standard_D2as_v5: [
			{kind: 'reservation', years: 1, hour: 0.05},
			{kind: 'savings-plan', years: 3, hour: 0.04},
			{kind: 'savings-plan', years: 1, hour: 0.09},
		],
		Standard_D2s_v3: [
			{kind: 'reservation', years: 3, hour: 0.04},
			{kind: 'savings-plan', years: 1, hour: 0.066},
		],
	},
	premiumDisk128Month: 19.71,
	standardDisk128Month: 9.6,
};
const chosen = {size: 'Standard_D2as_v5', osDisk: 'premium-ssd'} as const;
const short = (savings: Saving[]) => savings.map(({id, monthly, how}) => [id, monthly, how]);

test('savings come greatest first, each with what it saves, how to have it and what it costs in comfort', t => {
	const savings = describeSavings(chosen, sizes, prices);
	t.deepEqual(short(savings), [
		['savings-plan-3', 33.58, 'as a savings plan in the Azure portal'],
		['reservation-1', 26.28, 'as a reservation in the Azure portal'],
		['standard-os-disk', 10.11, '--os-disk standard-ssd'],
		['burstable', 7.88, '--size Standard_B2as_v2'],
	]);
	t.true(savings.every(({comfort}) => comfort.length > 20));
});

test('a commitment that is dearer than paying as you go is no saving', t => {
	t.false(describeSavings(chosen, sizes, prices).some(({id}) => id === 'savings-plan-1'));
});

test('reservations that can no longer be bought are not offered, though the list still prices them', t => {
	const savings = describeSavings({...chosen, size: 'Standard_D2s_v3'}, sizes, prices);
	t.deepEqual(
		savings.map(({id}) => id).filter(id => id.includes('-plan') || id.includes('reservation')),
		['savings-plan-1'],
	);
});

test('a burstable size is offered only with the same memory, to be had, and not about to retire', t => {
	const [current] = sizes.filter(({name}) => name === chosen.size);
	const other = {...current!, burstable: true};
	const offered = [
		{...other, name: 'Standard_B2ms'},
		{...other, name: 'Standard_B4as_v2', memoryGiB: 16},
		{...other, name: 'Standard_B2as_v2', unavailable: 'The quota is used up.'},
	];
	t.false(describeSavings(chosen, [current!, ...offered], prices).some(({id}) => id === 'burstable'));
});

test('what is chosen already is not offered again', t => {
	const savings = describeSavings({size: 'Standard_B2as_v2', osDisk: 'standard-ssd'}, sizes, prices);
	t.deepEqual(savings, []);
});

test('a snapshot without commitments offers none', t => {
	const {commitments: _, ...bare} = prices;
	t.deepEqual(
		describeSavings(chosen, sizes, bare).map(({id}) => id),
		['standard-os-disk', 'burstable'],
	);
});
