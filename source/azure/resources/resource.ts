import type {Placement} from '../../deployment/deployment.ts';

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

/** The id of a resource of this deployment; `type` is `Microsoft.Network/networkInterfaces`. */
export function resourceId(deployment: Placement, type: string, ...names: string[]): string {
	const {choices, names: own} = deployment;
	const [provider, ...kinds] = type.split('/');
	const path = kinds.map((kind, index) => `${kind}/${names[index]}`).join('/');
	return `/subscriptions/${choices.subscription.id}/resourceGroups/${own.group}/providers/${provider}/${path}`;
}

/** Whether two ids name the same resource; Azure writes them in changing case. */
export function sameId(one: string | undefined, other: string | undefined): boolean {
	return one !== undefined && one.toLowerCase() === other?.toLowerCase();
}

/** The ids of a deployment's own resources. */
export function idsOf(deployment: Placement) {
	const {names} = deployment;
	return {
		group: `/subscriptions/${deployment.choices.subscription.id}/resourceGroups/${names.group}`,
		network: resourceId(deployment, 'Microsoft.Network/virtualNetworks', names.network),
		subnet: resourceId(deployment, 'Microsoft.Network/virtualNetworks/subnets', names.network, names.subnet),
		firewall: resourceId(deployment, 'Microsoft.Network/networkSecurityGroups', names.firewall),
		address: resourceId(deployment, 'Microsoft.Network/publicIPAddresses', names.address),
		interface: resourceId(deployment, 'Microsoft.Network/networkInterfaces', names.interface),
		dataDisk: resourceId(deployment, 'Microsoft.Compute/disks', names.dataDisk),
		osDisk: resourceId(deployment, 'Microsoft.Compute/disks', names.osDisk),
		machine: resourceId(deployment, 'Microsoft.Compute/virtualMachines', names.machine),
	};
}
