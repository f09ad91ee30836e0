import type {Region} from '../answers/answer-source.ts';
import {diskController} from '../azure/resources/machine-body.ts';
import {nextSizes, type Alternative} from '../deployment/billing/alternatives.ts';
import {describeBill} from '../deployment/billing/bill.ts';
import type {Deployment} from '../deployment/deployment.ts';
import type {MachineSize} from '../deployment/machine-size.ts';
import type {Backend} from './backend.ts';

/** What can be offered where the chosen size is not available. */
export interface Limits {
	/** Whether this run has met a refusal of that size in that region. */
	refused(region: string, size: MachineSize): boolean;
	/** A VM exists, and keeps its disk controller. */
	sameBus: boolean;
	/** Nothing exists in the region but what this run created. */
	moveable: boolean;
}

const mostSizes = 3;
const mostRegions = 2;
/** The list of sizes of one region is megabytes long. */
const regionsAsked = 4;

/** Machines that Azure offers instead of the deployment's, with their bills: other sizes here first, then other regions. */
export async function findAlternatives(
	backend: Pick<Backend, 'sizes' | 'prices' | 'regions' | 'systemDisk'>,
	{choices, size: wished}: Pick<Deployment, 'choices' | 'size'>,
	{refused, sameBus, moveable}: Limits,
): Promise<Alternative[]> {
	const {id} = choices.subscription;
	const keptDisk = sameBus ? await backend.systemDisk(id, choices.resourceGroup).catch(() => undefined) : undefined;
	const fits = (size: MachineSize) => !sameBus || diskController(size) === diskController(wished);
	const inRegion = async (region: Region): Promise<Alternative[]> => {
		const sizes = (await backend.sizes(id, region.name)).filter(size => fits(size));
		const prices = await backend.prices(region.name, [wished.name, ...sizes.map(({name}) => name)], choices.currency);
		const not = (size: MachineSize) => refused(region.name, size);
		const same = sizes.filter(size => size.name === wished.name && !size.unavailable && !not(size));
		return [...same, ...nextSizes(sizes, wished.name, prices, not)].map(size => ({
			region,
			size,
			bill: describeBill(size, prices, {osDisk: choices.osDisk, sizes, keptDisk}),
		}));
	};
	const regions = await backend.regions(id);
	const here = regions.find(({name}) => name === choices.region) ?? {name: choices.region, title: choices.region, geography: ''};
	const near = moveable ? nearRegions(regions, here).slice(0, regionsAsked) : [];
	const [own, ...others] = await Promise.all([inRegion(here), ...near.map(async region => inRegion(region).catch(() => []))]);
	return [...own.slice(0, mostSizes), ...others.flatMap(found => found.slice(0, 1)).slice(0, mostRegions)];
}

/** Other regions of the same geography; those of the same name but for a number come first. */
function nearRegions(regions: readonly Region[], here: Region): Region[] {
	const stem = here.name.replace(/\d+$/, '');
	const nextDoor = ({name}: Region) => Number(name.replace(/\d+$/, '') === stem);
	return regions
		.filter(({name, geography}) => name !== here.name && geography === here.geography)
		.toSorted((one, other) => nextDoor(other) - nextDoor(one));
}
