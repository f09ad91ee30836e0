import type {Commitment} from '../deployment/billing/prices.ts';
import {isOrdinary, type Picked} from './pick.ts';
import type {PriceItem} from './retail.ts';

const hoursPerYear = 8760;
const terms: Record<string, Commitment['years']> = {'1 Year': 1, '3 Years': 3};

/** What each size costs an hour under a reservation or a savings plan. `reservations` are rows whose price is for the whole term. */
export function pickCommitments(machines: ReadonlyMap<string, Picked>, reservations: readonly PriceItem[]): Record<string, Commitment[]> {
	const found: Record<string, Commitment[]> = {};
	for (const [size, {row}] of machines) {
		const commitments = [...planned(row), ...reserved(reservations.filter(({armSkuName}) => armSkuName === size))];
		if (commitments.length > 0) {
			found[size] = commitments;
		}
	}

	return found;
}

function planned({savingsPlan}: PriceItem): Commitment[] {
	return savingsPlan.flatMap(({term, retailPrice}) => {
		const years = terms[term];
		return years && retailPrice > 0 ? [{kind: 'savings-plan' as const, years, hour: retailPrice}] : [];
	});
}

function reserved(rows: readonly PriceItem[]): Commitment[] {
	const usable = rows.filter(row => row.type === 'Reservation' && isOrdinary(row) && row.retailPrice > 0);
	return Object.entries(terms).flatMap(([term, years]) => {
		const totals = usable.filter(({reservationTerm}) => reservationTerm === term).map(({retailPrice}) => retailPrice);
		return totals.length > 0 ? [{kind: 'reservation' as const, years, hour: Math.min(...totals) / (years * hoursPerYear)}] : [];
	});
}
