import type {ResourceFacts} from '../../azure/resources/resource.ts';
import {isOurs} from '../../deployment/tags.ts';
import type {Removal, RemovalContext} from '../step.ts';
import {sortMembers} from './members.ts';

/**
 * Last act of a teardown: the group goes, with whatever of ours is still in it.
 * A group that is not ours, or that holds something of somebody else, stays; ours has left it by then.
 */
export async function removeGroup(context: RemovalContext): Promise<Removal> {
	const {deployment, gateways} = context;
	const {groups} = gateways.azure;
	const found = await groups.find(deployment, context);
	if (!found) {
		return {outcome: 'skipped', evidence: 'there is none'};
	}

	const {ours, strangers} = sortMembers(deployment, await groups.members(deployment, context));
	const reason = whyGroupStays(found, strangers);
	if (reason) {
		return {outcome: 'skipped', evidence: `${found.name} stays: ${reason}`};
	}

	context.say(`Deleting ${found.name}${ours.length > 0 ? ` with ${ours.map(({name}) => name).join(', ')}` : ''}`);
	await groups.remove(deployment, context);
	return {outcome: 'removed', evidence: found.name};
}

/** Why a teardown leaves the group; undefined when it may go. */
export function whyGroupStays(group: Pick<ResourceFacts, 'tags'>, strangers: ReadonlyArray<{name: string}>): string | undefined {
	if (!isOurs(group.tags)) {
		return 'not made by create-wasper-azure';
	}

	return strangers.length > 0 ? `it also holds ${strangers.map(({name}) => name).join(', ')}` : undefined;
}
