import others from '../../assets/other-kinds.json' with {type: 'json'};
import type {ResourceNames} from '../deployment/names.ts';
import {kinds, sameName} from './kinds.ts';

/** What identifies the kind of a listed resource. */
interface Listed {
	/** `Microsoft.Compute/disks` */
	type: string;
	name: string;
}

/** Kinds in the order of lists: the virtual machine first, the group last. */
const listed = Object.values(kinds).toReversed();
const titles = new Map<string, string>(Object.entries(others));

/** The word for a resource of a group: its kind where it carries one of our names, else by its type; the type where no word is known. */
export function kindTitle(names: ResourceNames, {type, name}: Listed): string {
	const own = listed.find(kind => sameName(kind.type, type) && sameName(names[kind.name], name));
	return own?.title ?? titles.get(type.toLowerCase()) ?? listed.find(kind => sameName(kind.type, type))?.title ?? type;
}

/** Sorts resources as lists show them. A part of a resource, such as a VM extension, follows it; other types come last. */
export function compareKinds(one: Pick<Listed, 'type'>, other: Pick<Listed, 'type'>): number {
	return place(one) - place(other);
}

function place({type}: Pick<Listed, 'type'>): number {
	const index = listed.findIndex(kind => `${type.toLowerCase()}/`.startsWith(`${kind.type.toLowerCase()}/`));
	return index === -1 ? listed.length : index;
}
