import type {ResourceFacts} from '../../azure/resources/resource.ts';
import {isOurs} from '../../deployment/tags.ts';
import type {Removal, RemovalContext} from '../step.ts';
import {sortMembers} from './members.ts';
import {removeUnlessGone} from './remove.ts';

/**
 * Last act of a teardown: deletes the group, with whatever of ours is still in it.
 * A group that is not ours, or that holds a foreign resource, is kept; ours are deleted by then.
 */
export async function removeGroup(context: RemovalContext): Promise<Removal> {
	const {deployment, gateways} = context;
	const {groups} = gateways.azure;
	const found = await groups.find(deployment, context);
	if (!found) {
		return {outcome: 'skipped', evidence: 'there is none'};
	}

	const {ours, foreign} = sortMembers(deployment, await groups.members(deployment, context));
	const reason = whyGroupStays(found, foreign);
	if (reason) {
		return {outcome: 'skipped', evidence: `${found.name} is kept: ${reason}`};
	}

	context.say(`Deleting ${found.name}${ours.length > 0 ? ` with ${ours.map(({name}) => name).join(', ')}` : ''}`);
	await removeUnlessGone(context, `waiting until ${found.name} is gone`, {
		find: async () => groups.find(deployment, context),
		remove: async () => groups.remove(deployment, context),
	});
	return {outcome: 'removed', evidence: found.name};
}

/** Why a teardown keeps the group; undefined when it deletes it. */
export function whyGroupStays(group: Pick<ResourceFacts, 'tags'>, foreign: ReadonlyArray<{name: string}>): string | undefined {
	if (!isOurs(group.tags)) {
		return 'not created by create-wasper-azure';
	}

	return foreign.length > 0 ? `it also holds ${foreign.map(({name}) => name).join(', ')}` : undefined;
}
