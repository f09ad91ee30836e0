import type {Bill} from '../deployment/billing/bill.ts';
import {hoursPerMonth, toCents, type PriceList} from '../deployment/billing/prices.ts';
import type {BillChange, Finding} from './finding.ts';

/** Prices that a finding's cost is computed from. */
export interface Costs {
	bill: Bill;
	prices: Pick<PriceList, 'machineHour'>;
}

/** The findings with what the fix of each adds to the month, or takes from it; nothing where a price is not known. */
export function withCosts(findings: readonly Finding[], costs: Costs): Finding[] {
	return findings.map(finding => {
		const costDelta = finding.billing && costOf(finding.billing, costs);
		return costDelta === undefined ? finding : {...finding, costDelta: toCents(costDelta)};
	});
}

/** What a step's fixes add to the month together; undefined where nothing is known of it. */
export function totalCost(findings: readonly Finding[]): number | undefined {
	const known = findings.flatMap(({costDelta}) => costDelta ?? []);
	return known.length === 0 ? undefined : toCents(known.reduce((sum, one) => sum + one, 0));
}

function costOf(change: BillChange, {bill, prices: {machineHour}}: Costs): number | undefined {
	if ('size' in change) {
		const [from, to] = [machineHour[change.size.from], machineHour[change.size.to]];
		return from === undefined || to === undefined ? undefined : (to - from) * hoursPerMonth;
	}

	const lines = bill.lines.filter(({part}) => change.adds.includes(part));
	return lines.length === 0 || lines.some(({monthly}) => monthly === undefined)
		? undefined
		: lines.reduce((sum, {monthly = 0}) => sum + monthly, 0);
}
