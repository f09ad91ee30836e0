import {memberKinds, sameName, type ResourceKind} from '../../azure/kinds.ts';
import type {ResourceNames} from '../../deployment/names.ts';

/** The members of a group that carry the name of a resource of ours and are of its type, each with its kind. */
export function atOurNames<T extends {type: string; name: string}>(
	names: ResourceNames,
	members: readonly T[],
): Array<{kind: ResourceKind; member: T}> {
	return memberKinds.flatMap(kind =>
		members.filter(({type, name}) => sameName(type, kind.type) && sameName(name, names[kind.name])).map(member => ({kind, member})),
	);
}
