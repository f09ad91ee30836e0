import {readFileSync} from 'node:fs';
import path from 'node:path';
import test from 'ava';
import snapshot from '../../assets/prices-snapshot.json' with {type: 'json'};
import sandbox from '../../assets/sandbox/prices.json' with {type: 'json'};
import {specifications} from './schemas.ts';

const check = specifications ? test : test.skip;
/** USD for a vCPU and an hour: the reference table has the rate for Windows in places. */
const windowsFees = [0.046, 0.0046];

type Table = Record<string, Record<string, number>>;
const readTable = () =>
	JSON.parse(readFileSync(path.join(specifications ?? '', `retail_vm_prices_${snapshot.date}.json`), 'utf8')) as Table;

/** Whether the table has this price, or this price and the fee for Windows. */
function agrees(price: number, listed: number | undefined, size: string): boolean {
	const vCpus = Number(/^Standard_[A-Z](\d+)/.exec(size)?.[1]);
	return listed !== undefined && [0, ...windowsFees].some(fee => Math.abs(price + fee * vCpus - listed) < 0.0002);
}

check('every machine price that is shipped is the Linux rate of the price table of its date', t => {
	const table = readTable();
	for (const [region, row] of Object.entries<Array<number | null>>(snapshot.machineHour)) {
		for (const [index, price] of row.entries()) {
			const size = snapshot.sizes[index] ?? '';
			t.true(price === null || agrees(price, table[region]?.[size], size), `${size} in ${region}: ${price}`);
		}
	}
});

check('the rehearsal lists the machines at the prices of the same table', t => {
	const table = readTable();
	for (const {size, hour} of sandbox.machines) {
		for (const [index, price] of hour.entries()) {
			const region = sandbox.regions[index] ?? '';
			t.true(price === null || agrees(price, table[region]?.[size], size), `${size} in ${region}: ${price}`);
		}
	}
});
