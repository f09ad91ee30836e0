import {hoursPerMonth, type PriceList} from '../deployment/billing/prices.ts';

/** A month of one machine size, in the list's currency; absent when the price list has none. */
export function machineMonthly(prices: PriceList, size: string): number | undefined {
	const hour = prices.machineHour[size];
	return hour === undefined ? undefined : hour * hoursPerMonth;
}

/** `105.85`; `unknown` for a price that nobody knows. */
export function money(amount: number | undefined): string {
	return amount === undefined ? 'unknown' : amount.toFixed(2);
}
