import data from '../../../assets/savings.json' with {type: 'json'};
import type {OsDisk} from '../choices.ts';
import type {MachineSize} from '../machine-size.ts';
import {hoursPerMonth, toCents, type PriceList} from './prices.ts';

/** One way to pay less, and its drawback. Savings do not add up. */
export interface Saving {
	/** `burstable`, `standard-os-disk`, `reservation-1`, `savings-plan-3` */
	id: string;
	/** `Reserved 3 years` */
	title: string;
	/** Saved a month, in the currency of the bill. */
	monthly: number;
	/** What becomes less comfortable, in one sentence. */
	comfort: string;
	/** The flag that chooses it, or where it is available. */
	how: string;
}

/** What can be changed about what was chosen, the greatest saving first; `osDisk` is absent where one stays. Only what the price list prices is offered. Pure. */
export function describeSavings(chosen: {size: string; osDisk?: OsDisk}, sizes: readonly MachineSize[], prices: PriceList): Saving[] {
	return [...burstable(chosen.size, sizes, prices), ...standardOsDisk(chosen.osDisk, prices), ...committed(chosen.size, prices)]
		.filter(({monthly}) => monthly > 0)
		.toSorted((one, other) => other.monthly - one.monthly);
}

/** The cheapest size with the same memory that shares its processors with others. */
function burstable(chosen: string, sizes: readonly MachineSize[], {machineHour}: PriceList): Saving[] {
	const current = sizes.find(({name}) => name === chosen);
	const now = machineHour[chosen];
	if (!current || current.burstable || now === undefined) {
		return [];
	}

	const retiring = new RegExp(data.retiring.sizes);
	const [best] = sizes
		.filter(size => size.burstable && !size.unavailable && !retiring.test(size.name))
		.filter(size => size.memoryGiB === current.memoryGiB && size.vCpus >= current.vCpus && size.architecture === current.architecture)
		.flatMap(({name}) => (machineHour[name] === undefined ? [] : [{name, hour: machineHour[name]}]))
		.toSorted((one, other) => one.hour - other.hour);
	return best
		? [{id: 'burstable', ...data.burstable, monthly: toCents((now - best.hour) * hoursPerMonth), how: `--size ${best.name}`}]
		: [];
}

function standardOsDisk(chosen: OsDisk | undefined, {premiumDisk128Month, standardDisk128Month}: PriceList): Saving[] {
	if (chosen !== 'premium-ssd' || premiumDisk128Month === undefined || standardDisk128Month === undefined) {
		return [];
	}

	const id = 'standard-os-disk';
	return [{id, ...data[id], monthly: toCents(premiumDisk128Month - standardDisk128Month), how: '--os-disk standard-ssd'}];
}

function committed(chosen: string, {machineHour, commitments}: PriceList): Saving[] {
	const now = machineHour[chosen];
	if (now === undefined) {
		return [];
	}

	// The list still prices reservations that nobody can buy any more.
	const closed = new RegExp(data.noReservation.sizes).test(chosen);
	return (commitments?.[chosen] ?? [])
		.filter(({kind}) => !(closed && kind === 'reservation'))
		.map(({kind, years, hour}) => ({
			id: `${kind}-${years}`,
			title: `${data[kind].title} ${years} ${years === 1 ? 'year' : 'years'}`,
			monthly: toCents((now - hour) * hoursPerMonth),
			comfort: data[kind].comfort,
			how: data[kind].how,
		}));
}
