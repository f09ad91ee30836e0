import type {Quota} from '../../azure/lookups/quotas.ts';
import type {SizeOffer} from '../../azure/lookups/offers.ts';
import type {Context} from '../context.ts';
import {failed, passed, unknown, type Outcome} from '../outcome.ts';

const portal = 'request an increase at https://portal.azure.com/#view/Microsoft_Azure_Capacity/QuotaMenuBlade/~/myQuotas';

/** Whether the regional vCPU quota leaves enough for the VM. */
export async function checkRegionQuota(context: Context): Promise<Outcome> {
	return checkQuota(context, () => 'cores');
}

/** Whether the vCPU quota of the size's family leaves enough for the VM. */
export async function checkFamilyQuota(context: Context): Promise<Outcome> {
	return checkQuota(context, offer => offer.family);
}

async function checkQuota(context: Context, nameOf: (offer: SizeOffer) => string): Promise<Outcome> {
	const {choices, gateways} = context;
	const [quotas, offer, machine] = await Promise.all([context.computeQuotas(), context.offer(), context.machine()]);
	if (!offer) {
		return unknown(`${choices.size} is not available in ${choices.region}, so its quota is not known.`, `${quotas.length} quotas read`);
	}

	const quota = findQuota(quotas, nameOf(offer));
	if (!quota) {
		return unknown(`Azure reports no quota for ${nameOf(offer)}.`, `${quotas.length} quotas read`);
	}

	// An existing VM has its share already; another size needs or frees the difference.
	const current = machine && (machine.size === choices.size ? offer : await gateways.offer(machine.size));
	const had = current && nameOf(current) === nameOf(offer) ? current.vCpus : 0;
	return assess(quota, offer.vCpus - had, choices);
}

function assess(quota: Quota, needed: number, {region, size}: {region: string; size: string}): Outcome {
	const {title, used, limit} = quota;
	const evidence = `${title} in ${region}: ${used} of ${limit} used, ${Math.max(0, needed)} needed`;
	return limit - used >= needed
		? passed(evidence)
		: failed(
				`vCPU quota exceeded: “${title}” in ${region} has ${Math.max(0, limit - used)} of ${limit} left, and ${size} needs ${needed}.`,
				`Choose another --size or --region, or ${portal}`,
				evidence,
			);
}

/** A quota by its name; Azure writes families in changing case. */
export function findQuota(quotas: readonly Quota[], name: string): Quota | undefined {
	return quotas.find(quota => quota.name.toLowerCase() === name.toLowerCase());
}
