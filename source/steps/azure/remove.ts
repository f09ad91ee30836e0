import type {ResourceFacts} from '../../azure/resources/resource.ts';
import type {Placement} from '../../deployment/deployment.ts';
import {isOurs} from '../../deployment/tags.ts';
import type {Removal, RemovalContext} from '../step.ts';

/** How one type of resource is found and removed. */
interface Door {
	find(deployment: Placement, context: RemovalContext): Promise<ResourceFacts | undefined>;
	remove(deployment: Placement, context: RemovalContext): Promise<void>;
}

/** Removes the resource when it is there and ours; a stranger's stays, and is named. */
export async function removeOurs(context: RemovalContext, kind: string, door: Door): Promise<Removal> {
	const {deployment, gateways} = context;
	const find = async () => door.find(deployment, context);
	const seen = await find();
	if (!seen) {
		return {outcome: 'skipped', evidence: 'there is none'};
	}

	if (!isOurs(seen.tags)) {
		return {outcome: 'skipped', evidence: `${seen.name} was not made by create-wasper-azure and stays`};
	}

	const found = await gateways.azure.settle(`waiting for the ${kind} ${seen.name}`, context, find);
	if (found) {
		await door.remove(deployment, context);
	}

	return {outcome: 'removed', evidence: seen.name};
}
