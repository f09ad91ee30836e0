import type {ResourceFacts} from '../../azure/resource.ts';
import type {Deployment} from '../../deployment/deployment.ts';
import {isOurs} from '../../deployment/tags.ts';
import type {StepContext} from '../step.ts';

/** How one type of resource is found and removed. */
interface Door {
	find(deployment: Deployment, context: StepContext): Promise<ResourceFacts | undefined>;
	remove(deployment: Deployment, context: StepContext): Promise<void>;
}

/** Removes the resource when it is there and ours; a stranger's stays, and is named. */
export async function removeOurs(context: StepContext, kind: string, door: Door): Promise<void> {
	const {deployment, gateways} = context;
	const find = async () => door.find(deployment, context);
	const seen = await find();
	if (!seen) {
		context.say(`There is no ${kind} to remove`);
		return;
	}

	if (!isOurs(seen.tags)) {
		context.say(`Keeping the ${kind} ${seen.name}, which was not made by create-wasper-azure`);
		return;
	}

	const found = await gateways.azure.settle(`waiting for the ${kind} ${seen.name}`, context, find);
	if (found) {
		await door.remove(deployment, context);
	}
}
