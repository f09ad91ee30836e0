/** The parts of a resource's id. Azure compares ids without case; what it shows keeps the case of the first writer. */
export interface ResourceId {
	subscription: string;
	group: string;
	/** `Microsoft.Network` */
	namespace: string;
	/** `Microsoft.Network/virtualNetworks/subnets` */
	type: string;
	/** `wasper-vnet/wasper-subnet` */
	name: string;
}

const pattern = /^\/subscriptions\/(?<subscription>[^/]+)\/resourceGroups\/(?<group>[^/]+)\/providers\/(?<namespace>[^/]+)\/(?<rest>.+)$/i;

/** Parts of a full resource id; nothing when it is none. */
export function parseId(id: string): ResourceId | undefined {
	const {subscription, group, namespace, rest} = pattern.exec(id)?.groups ?? {};
	const segments = rest?.split('/') ?? [];
	if (!subscription || !group || !namespace || segments.length % 2 !== 0 || segments.includes('')) {
		return undefined;
	}

	const type = [namespace, ...segments.filter((_, index) => index % 2 === 0)].join('/');
	const name = segments.filter((_, index) => index % 2 === 1).join('/');
	return {subscription, group, namespace, type, name};
}

export function groupId(subscription: string, group: string): string {
	return `/subscriptions/${subscription}/resourceGroups/${group}`;
}

export function sameId(one: string | undefined, other: string | undefined): boolean {
	return one?.toLowerCase() === other?.toLowerCase();
}

/** Whether `id` is `scope` or lies inside it. */
export function isInside(id: string, scope: string): boolean {
	return `${id.toLowerCase()}/`.startsWith(`${scope.toLowerCase()}/`);
}

export function lastName(id: string): string {
	return id.slice(id.lastIndexOf('/') + 1);
}
