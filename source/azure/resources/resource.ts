import type {Placement} from '../../deployment/deployment.ts';
import {type KindId, kinds} from '../kinds.ts';

/** What every resource says of itself. */
export interface ResourceFacts {
	id: string;
	name: string;
	/** `eastus` */
	region: string;
	tags: Record<string, string>;
	/** `Succeeded`, `Creating`, `Updating`, `Failed` … */
	provisioningState: string;
}

interface SdkResource {
	id?: string;
	name?: string;
	location?: string;
	tags?: Record<string, string>;
	provisioningState?: string;
}

/** The facts that all resources share, from the SDK's model. */
export function readFacts(resource: SdkResource): ResourceFacts {
	return {
		id: resource.id ?? '',
		name: resource.name ?? '',
		region: plainRegion(resource.location ?? ''),
		tags: resource.tags ?? {},
		provisioningState: resource.provisioningState ?? 'Succeeded',
	};
}

/** `East US` and `eastus` are the same place. */
export function plainRegion(location: string): string {
	return location.replaceAll(' ', '').toLowerCase();
}

/** Whether two ids name the same resource; Azure writes them in changing case. */
export function sameId(one: string | undefined, other: string | undefined): boolean {
	return one !== undefined && one.toLowerCase() === other?.toLowerCase();
}

/** The ids of a deployment's own resources, by kind, and of its subnet. */
export function idsOf({choices, names}: Placement): Record<KindId | 'subnet', string> {
	const group = `/subscriptions/${choices.subscription.id}/resourceGroups/${names.group}`;
	const entries = Object.entries(kinds).map(([id, {type, name}]) => [id, `${group}/providers/${type}/${names[name]}`]);
	const ids = {...(Object.fromEntries(entries) as Record<KindId, string>), group};
	return {...ids, subnet: `${ids.network}/subnets/${names.subnet}`};
}
