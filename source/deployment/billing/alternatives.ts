import type {Bill} from './bill.ts';
import type {MachineSize} from '../machine-size.ts';
import type {PriceList} from './prices.ts';

/** A machine that could be created instead. */
export interface Alternative {
	region: {name: string; title: string};
	size: MachineSize;
	bill: Bill;
}

/** Prices count as the same within this share of the wished size's. */
const sameness = 0.15;

/**
 * Sizes that can be had instead of `wished`: those at about its price first, in the order in which they were ranked,
 * then the others, nearest price first. Sizes that `refused` knows and those without a price are left out.
 */
export function nextSizes(
	sizes: readonly MachineSize[],
	wished: string,
	prices: Pick<PriceList, 'machineHour'>,
	refused: (size: MachineSize) => boolean,
): MachineSize[] {
	const priceOf = ({name}: MachineSize) => prices.machineHour[name];
	const candidates = sizes.filter(size => !size.unavailable && size.name !== wished && !refused(size) && priceOf(size) !== undefined);
	const own = prices.machineHour[wished];
	if (own === undefined) {
		return candidates;
	}

	const distance = (size: MachineSize) => {
		const share = Math.abs((priceOf(size) ?? own) - own) / own;
		return share <= sameness ? 0 : share;
	};
	return candidates.toSorted((one, other) => distance(one) - distance(other));
}
