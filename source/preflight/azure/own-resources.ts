import type {ResourceNames} from '../../deployment/names.ts';

/** What a deployment puts into its group, by Azure's type, with the word for it. */
export const ownTypes = [
	{type: 'Microsoft.Network/virtualNetworks', name: 'network', word: 'network'},
	{type: 'Microsoft.Network/networkSecurityGroups', name: 'firewall', word: 'network security group'},
	{type: 'Microsoft.Network/publicIPAddresses', name: 'address', word: 'public address'},
	{type: 'Microsoft.Network/networkInterfaces', name: 'interface', word: 'network interface'},
	{type: 'Microsoft.Compute/disks', name: 'dataDisk', word: 'disk'},
	{type: 'Microsoft.Compute/virtualMachines', name: 'machine', word: 'virtual machine'},
] as const satisfies Array<{type: string; name: keyof ResourceNames; word: string}>;

/** The members of a group that stand where ours go, each with the word for it. */
export function atOurNames<T extends {type: string; name: string}>(names: ResourceNames, members: readonly T[]) {
	return ownTypes.flatMap(({type, name, word}) =>
		members.filter(member => same(member.type, type) && same(member.name, names[name])).map(member => ({type, word, member})),
	);
}

/** Azure writes types and names in changing case. */
function same(one: string, other: string): boolean {
	return one.toLowerCase() === other.toLowerCase();
}
