import type {BillPart} from '../deployment/billing/bill.ts';
import type {ResourceNames} from '../deployment/names.ts';

/** A kind of Azure resource that a deployment consists of. Its API version is the SDK's; a recorded request carries it. */
export interface ResourceKind {
	/** As Azure Resource Manager spells it: `Microsoft.Network/virtualNetworks`. */
	type: string;
	/** As policies and permissions spell it, where that differs. */
	policyType?: string;
	/** The word for it on the screen. */
	title: string;
	/** Which of a deployment's resource names it carries. */
	name: keyof ResourceNames;
	/** The part of the gateway that creates it; absent for what Azure creates along with another resource. */
	gateway?: 'groups' | 'networks' | 'firewalls' | 'addresses' | 'disks' | 'interfaces' | 'machines';
	/** Whether Azure can't move it to another region. */
	isRegional: boolean;
	/** Actions that Azure asks a permission for besides read, write and delete. */
	actions: readonly string[];
	/** Network limits under which it falls; the tightest counts. */
	limits: readonly string[];
	/** The lines of the monthly bill that it brings. */
	billParts: readonly BillPart[];
}

/**
 * Every kind of resource, in the order of creation: each needs only rows above it. Lists show them the other way round,
 * the virtual machine first. A key is the second half of the id of the step that creates the resource.
 */
export const kinds = {
	group: {
		type: 'Microsoft.Resources/resourceGroups',
		policyType: 'Microsoft.Resources/subscriptions/resourceGroups',
		title: 'resource group',
		name: 'group',
		gateway: 'groups',
		isRegional: false,
		actions: [],
		limits: [],
		billParts: [],
	},
	network: {
		type: 'Microsoft.Network/virtualNetworks',
		title: 'virtual network',
		name: 'network',
		gateway: 'networks',
		isRegional: true,
		actions: ['subnets/join/action'],
		limits: ['VirtualNetworks'],
		billParts: [],
	},
	firewall: {
		type: 'Microsoft.Network/networkSecurityGroups',
		title: 'network security group',
		name: 'firewall',
		gateway: 'firewalls',
		isRegional: true,
		actions: ['join/action'],
		limits: ['NetworkSecurityGroups'],
		billParts: [],
	},
	address: {
		type: 'Microsoft.Network/publicIPAddresses',
		title: 'public IP address',
		name: 'address',
		gateway: 'addresses',
		isRegional: true,
		actions: ['join/action'],
		limits: ['PublicIPAddresses', 'StaticPublicIPAddresses', 'StandardSkuPublicIpAddresses', 'IPv4StandardSkuPublicIpAddresses'],
		billParts: ['address'],
	},
	disk: {
		type: 'Microsoft.Compute/disks',
		title: 'data disk',
		name: 'dataDisk',
		gateway: 'disks',
		isRegional: true,
		actions: [],
		limits: [],
		billParts: ['data-disk'],
	},
	osDisk: {
		type: 'Microsoft.Compute/disks',
		title: 'OS disk',
		name: 'osDisk',
		isRegional: true,
		actions: [],
		limits: [],
		billParts: [],
	},
	interface: {
		type: 'Microsoft.Network/networkInterfaces',
		title: 'network interface',
		name: 'interface',
		gateway: 'interfaces',
		isRegional: true,
		actions: ['join/action'],
		limits: ['NetworkInterfaces'],
		billParts: [],
	},
	machine: {
		type: 'Microsoft.Compute/virtualMachines',
		title: 'virtual machine',
		name: 'machine',
		gateway: 'machines',
		isRegional: true,
		actions: ['start/action', 'deallocate/action'],
		limits: [],
		billParts: ['machine', 'os-disk'],
	},
} as const satisfies Record<string, ResourceKind>;

export type KindId = keyof typeof kinds;
/** Kinds that are created by a request, and so by a step, of their own. */
export type CreatedKindId = {[Id in KindId]: (typeof kinds)[Id] extends {gateway: string} ? Id : never}[KindId];

/** The kinds that a first run creates, each by a request of its own, in order. */
export const createdKinds = Object.values(kinds).filter(kind => 'gateway' in kind);

/** The created kinds that Azure can't move to another region. */
export const regionalKinds = Object.entries(kinds).flatMap(([id, kind]) =>
	'gateway' in kind && kind.isRegional ? [id as CreatedKindId] : [],
);

/** The created kinds inside the resource group. */
export const memberKinds = createdKinds.filter(kind => kind.gateway !== 'groups');

/** `Microsoft.Compute`, `Microsoft.Network`: the providers that a subscription must be registered for. */
export const namespaces = [...new Set(memberKinds.map(({type}) => type.split('/')[0] ?? ''))].toSorted();

/** Types and names are the same in any case: Azure writes them in changing case. */
export function sameName(one: string, other: string): boolean {
	return one.toLowerCase() === other.toLowerCase();
}
