import type {ResourceFacts} from '../../azure/resources/resource.ts';
import {isOurs} from '../../deployment/tags.ts';
import type {StepContext} from '../step.ts';
import {missingTags} from './assess.ts';
import {refuseRegion, refuseForeign} from './refuse.ts';

/**
 * The resource when it exists and is ours, settled and tagged; undefined when there is none.
 * A stranger's, or one in another region, is refused. `kind` is the word for it: `network`.
 */
export async function adopt<T extends ResourceFacts>(
	context: StepContext,
	kind: string,
	find: () => Promise<T | undefined>,
): Promise<T | undefined> {
	const {deployment, gateways} = context;
	const seen = await find();
	if (!seen) {
		return undefined;
	}

	if (!isOurs(seen.tags)) {
		throw refuseForeign(kind, seen);
	}

	if (kind !== 'resource group' && seen.region !== deployment.choices.region) {
		throw refuseRegion(deployment, kind, seen);
	}

	const found = await gateways.azure.settle(`waiting for the ${kind} ${seen.name}`, context, find);
	const missing = found ? missingTags(deployment, found) : {};
	if (found && Object.keys(missing).length > 0) {
		await gateways.azure.tags.merge(found.id, missing, context);
	}

	return found;
}
