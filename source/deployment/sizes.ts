import data from '../../assets/sizes.json' with {type: 'json'};
import type {MachineSize} from './machine-size.ts';

/** What Wasper needs at least: application, database, cache and proxy on one machine. */
export const minimumSize: {vCpus: number; memoryGiB: number} = data.minimum;

/** Sizes that suit Wasper, best first: price, age and how likely a region has them. */
export const preferredSizes: readonly string[] = data.preferred;

export function isLargeEnough(size: Pick<MachineSize, 'vCpus' | 'memoryGiB'>): boolean {
	return size.vCpus >= minimumSize.vCpus && size.memoryGiB >= minimumSize.memoryGiB;
}

/** Best fit first: what can be had, then the preferred, then the smaller, by memory first: Wasper runs out of that before anything else. `inUse` names sizes that already serve us, which come before all. */
export function rankSizes(sizes: MachineSize[], inUse: ReadonlySet<string> = new Set()): MachineSize[] {
	const rank = (size: MachineSize) => {
		const place = preferredSizes.indexOf(size.name);
		return place === -1 ? preferredSizes.length : place;
	};
	return sizes.toSorted(
		(one, other) =>
			Number(Boolean(one.unavailable)) - Number(Boolean(other.unavailable)) ||
			Number(inUse.has(other.name)) - Number(inUse.has(one.name)) ||
			rank(one) - rank(other) ||
			one.memoryGiB - other.memoryGiB ||
			one.vCpus - other.vCpus ||
			one.name.localeCompare(other.name),
	);
}
