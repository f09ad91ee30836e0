import type {GroupMember} from '../../azure/groups.ts';
import {idsOf, sameId} from '../../azure/resource.ts';
import type {Deployment} from '../../deployment/deployment.ts';
import {isOurs} from '../../deployment/tags.ts';
import type {StepContext} from '../step.ts';

/**
 * Last act of a teardown: the group goes, with whatever of ours is still in it.
 * A group that is not ours, or that holds something of somebody else, stays; ours has left it by then.
 */
export async function removeGroup(context: StepContext): Promise<void> {
	const {deployment, gateways} = context;
	const {groups} = gateways.azure;
	const found = await groups.find(deployment, context);
	if (!found) {
		context.say(`There is no ${deployment.names.group}`);
		return;
	}

	const members = await groups.members(deployment, context);
	const strangers = members.filter(member => !isMember(deployment, member));
	if (!isOurs(found.tags)) {
		context.say(`Keeping ${found.name}, which was not made by create-wasper-azure`);
	} else if (strangers.length > 0) {
		context.say(`Keeping ${found.name}, because it also holds ${strangers.map(({name}) => name).join(', ')}`);
	} else {
		context.say(`Deleting ${found.name}${members.length > 0 ? ` with ${members.length} resources in it` : ''}`);
		await groups.remove(deployment, context);
	}
}

/** Azure tags the OS disk as its machine; where it did not, its name tells. */
function isMember(deployment: Deployment, member: GroupMember): boolean {
	return isOurs(member.tags) || sameId(member.id, idsOf(deployment).osDisk);
}
