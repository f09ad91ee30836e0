import {quotas} from '../offerings.ts';
import type {Cloud} from '../cloud.ts';

/** How much of something this subscription may have in a region, by usage name. */
export function limitOf(cloud: Cloud, subscription: string, name: string): number {
	const own = cloud.subscriptions.find(candidate => candidate.id.toLowerCase() === subscription.toLowerCase())?.quotas;
	return own?.[name] ?? quotas[name] ?? 0;
}
