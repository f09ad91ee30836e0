import type {Bill, BillPart} from '../deployment/billing/bill.ts';
import {hoursPerMonth, toCents, type PriceList} from '../deployment/billing/prices.ts';
import type {PlannedStep} from './plan.ts';

/** Which lines of the bill a step brings. */
const partsOf: Partial<Record<string, readonly BillPart[]>> = {
	'azure.machine': ['machine', 'os-disk'],
	'azure.disk': ['data-disk'],
	'azure.address': ['address'],
};

/** The steps with what each adds to the month, or takes from it; nothing is said where a price is not known. */
export function withCosts(steps: readonly PlannedStep[], bill: Bill, prices: Pick<PriceList, 'machineHour'>): PlannedStep[] {
	return steps.map(step => {
		const costDelta = step.action === 'create' ? created(step, bill) : changed(step, prices);
		return costDelta === undefined ? step : {...step, costDelta: toCents(costDelta)};
	});
}

function created({step}: PlannedStep, bill: Bill): number | undefined {
	const lines = bill.lines.filter(({part}) => partsOf[step]?.includes(part));
	return lines.length === 0 || lines.some(({monthly}) => monthly === undefined)
		? undefined
		: lines.reduce((sum, {monthly = 0}) => sum + monthly, 0);
}

/** Another size costs the difference. */
function changed({changes}: PlannedStep, {machineHour}: Pick<PriceList, 'machineHour'>): number | undefined {
	const size = changes.find(({property}) => property === 'size');
	const [from, to] = [machineHour[size?.from ?? ''], machineHour[size?.to ?? '']];
	return from === undefined || to === undefined ? undefined : (to - from) * hoursPerMonth;
}
