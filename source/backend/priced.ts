import {describeBill, type Bill} from '../deployment/billing/bill.ts';
import type {Choices} from '../deployment/choices.ts';
import type {MachineSize} from '../deployment/machine-size.ts';
import type {PriceList} from '../deployment/billing/prices.ts';
import type {Backend} from './backend.ts';

/** The chosen size as Azure offers it, and the bill with it; the region's other sizes tell what would be cheaper. */
export async function priced(choices: Choices, backend: Backend): Promise<{size: MachineSize; bill: Bill; prices: PriceList}> {
	const {subscription, region, currency, osDisk, resourceGroup} = choices;
	const keptDisk = backend.systemDisk(subscription.id, resourceGroup).catch(() => undefined);
	const size = await backend.size(choices);
	const sizes = await backend.offered(subscription.id, region);
	const names = new Set([size.name, ...sizes.map(({name}) => name)]);
	const prices = await backend.prices(region, [...names], currency);
	return {size, prices, bill: describeBill(size, prices, {osDisk, sizes, keptDisk: await keptDisk})};
}
