import {idsOf} from '../../azure/resources/resource.ts';
import type {Placement} from '../../deployment/deployment.ts';
import type {ListedResource} from '../../deployment/owned-resource.ts';
import {lastName} from './resource-name.ts';

/** What is attached to a resource of ours and lies in another group: a teardown keeps it. What lies in our group is listed with it. */
export function attachedFromOutside(
	placement: Placement,
	kind: string,
	attached: ReadonlyArray<{id: string}>,
	to: string,
): ListedResource[] {
	const group = `${idsOf(placement).group.toLowerCase()}/`;
	return attached
		.filter(({id}) => !id.toLowerCase().startsWith(group))
		.map(({id}) => ({id, kind, name: lastName(id), keptBecause: `belongs to another resource group; only detached from ${to}`}));
}
