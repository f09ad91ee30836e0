import type {GroupMember} from '../../azure/resources/groups.ts';
import {idsOf, sameId} from '../../azure/resources/resource.ts';
import type {Placement} from '../../deployment/deployment.ts';
import {isOurs} from '../../deployment/tags.ts';

/** What is in a resource group, by whether it is ours. */
export interface SortedMembers {
	ours: GroupMember[];
	foreign: GroupMember[];
}

/** Sorts by tag. Azure tags the OS disk as its machine; where it did not, its name tells. A part of ours, such as an extension, is ours. */
export function sortMembers(deployment: Placement, members: readonly GroupMember[]): SortedMembers {
	const {osDisk} = idsOf(deployment);
	const own = members.filter(({id, tags}) => isOurs(tags) || sameId(id, osDisk));
	const isPart = ({id}: GroupMember) => own.some(whole => id.toLowerCase().startsWith(`${whole.id.toLowerCase()}/`));
	const ours = members.filter(member => own.includes(member) || isPart(member));
	return {ours, foreign: members.filter(member => !ours.includes(member))};
}
