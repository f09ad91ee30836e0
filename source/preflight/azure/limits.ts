import {kinds, type ResourceKind} from '../../azure/kinds.ts';
import type {Quota} from '../../azure/lookups/quotas.ts';
import type {Context} from '../context.ts';
import {failed, passed, unknown, type Outcome} from '../outcome.ts';
import {atOurNames} from './own-resources.ts';
import {findQuota} from './quotas.ts';

/** Whether the subscription can have one more public IP address in the region. */
export async function checkAddresses(context: Context): Promise<Outcome> {
	return checkLimits(context, [kinds.address], 'Release a public IP address that is not in use');
}

/** Whether the subscription can have one more virtual network, interface and security group in the region. */
export async function checkNetworks(context: Context): Promise<Outcome> {
	const remedy = 'Delete virtual networks, network interfaces or network security groups that are not in use';
	return checkLimits(context, [kinds.network, kinds.interface, kinds.firewall], remedy);
}

async function checkLimits(context: Context, limited: readonly ResourceKind[], remedy: string): Promise<Outcome> {
	const {region} = context.choices;
	const [quotas, members] = await Promise.all([context.networkQuotas(), context.members()]);
	const existing = new Set(atOurNames(context.placement.names, members).map(({kind}) => kind));
	const known = limited.flatMap(kind =>
		kind.limits.flatMap(limit => {
			const quota = findQuota(quotas, limit);
			return quota ? [{kind, quota}] : [];
		}),
	);
	if (known.length === 0) {
		return unknown(`Azure reports no such limits in ${region}.`, `${quotas.length} limits read`);
	}

	const full = known.filter(({kind, quota}) => quota.used >= quota.limit && !existing.has(kind)).map(({quota}) => quota);
	const [first] = full;
	return first
		? failed(
				`Quota “${first.title}” exceeded in ${region}: ${first.used} of ${first.limit} are in use.`,
				`${remedy}, or choose another --region.`,
				full.map(describe).join(', '),
			)
		: passed(known.map(({quota}) => describe(quota)).join(', '));
}

function describe({name, used, limit}: Quota): string {
	return `${name} ${used} of ${limit}`;
}
