import type {Quota} from '../../azure/lookups/quotas.ts';
import type {Context} from '../context.ts';
import {failed, passed, unknown, type Outcome} from '../outcome.ts';
import {atOurNames, ownTypes} from './own-resources.ts';
import {findQuota} from './quotas.ts';

/** Limits under which a Standard static IPv4 address falls; the tightest counts. */
const addressLimits = ['PublicIPAddresses', 'StaticPublicIPAddresses', 'StandardSkuPublicIpAddresses', 'IPv4StandardSkuPublicIpAddresses'];
const networkLimits = ['VirtualNetworks', 'NetworkInterfaces', 'NetworkSecurityGroups'];

/** Whether the subscription may have one more public address in the region. */
export async function checkAddresses(context: Context): Promise<Outcome> {
	return checkLimits(context, addressLimits, 'Microsoft.Network/publicIPAddresses', 'Release an address that is not used');
}

/** Whether the subscription may have one more network, interface and security group. */
export async function checkNetworks(context: Context): Promise<Outcome> {
	return checkLimits(context, networkLimits, undefined, 'Remove networks, interfaces or security groups that are not used');
}

async function checkLimits(context: Context, limits: readonly string[], type: string | undefined, remedy: string): Promise<Outcome> {
	const {region} = context.choices;
	const [quotas, members] = await Promise.all([context.networkQuotas(), context.members()]);
	const standing = new Set<string>(atOurNames(context.placement.names, members).map(({type: ours}) => ours));
	const stands = (limit: string) =>
		standing.has(type ?? ownTypes.find(own => own.type.toLowerCase() === `microsoft.network/${limit.toLowerCase()}`)?.type ?? '');
	const known = limits.flatMap(limit => findQuota(quotas, limit) ?? []);
	if (known.length === 0) {
		return unknown(`Azure names no such limits in ${region}.`, `${quotas.length} limits read`);
	}

	const full = known.filter(quota => quota.used >= quota.limit && !stands(quota.name));
	const [first] = full;
	return first
		? failed(
				`The limit “${first.title}” is reached in ${region}: ${first.used} of ${first.limit} are used.`,
				`${remedy}, or choose another --region.`,
				full.map(describe).join(', '),
			)
		: passed(known.map(describe).join(', '));
}

function describe({name, used, limit}: Quota): string {
	return `${name} ${used} of ${limit}`;
}
