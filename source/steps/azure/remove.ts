import type {ResourceFacts} from '../../azure/resources/resource.ts';
import type {Placement} from '../../deployment/deployment.ts';
import {isOurs} from '../../deployment/tags.ts';
import type {Removal, RemovalContext} from '../step.ts';

/** How one kind of resource is found and removed. */
export interface Removable<Facts extends ResourceFacts = ResourceFacts> {
	find(deployment: Placement, context: RemovalContext): Promise<Facts | undefined>;
	remove(deployment: Placement, context: RemovalContext): Promise<void>;
}

/** Removes the resource when it exists and is ours; a foreign one is kept, and named. */
export async function removeOurs(context: RemovalContext, kind: string, resource: Removable): Promise<Removal> {
	const {deployment, gateways} = context;
	const find = async () => resource.find(deployment, context);
	const seen = await find();
	if (!seen) {
		return {outcome: 'skipped', evidence: 'there is none'};
	}

	if (!isOurs(seen.tags)) {
		return {outcome: 'skipped', evidence: `${seen.name} was not created by create-wasper-azure and is kept`};
	}

	const found = await gateways.azure.waitUntilProvisioned(`waiting for the ${kind} ${seen.name}`, context, find);
	if (found) {
		await removeUnlessGone(context, `waiting until ${seen.name} is gone`, {find, remove: async () => resource.remove(deployment, context)});
	}

	return {outcome: 'removed', evidence: seen.name};
}

/**
 * Removes something. What is gone although its removal failed is removed: the answer was lost and the request repeated, or another teardown
 * was quicker.
 */
export async function removeUnlessGone<Facts extends ResourceFacts>(
	context: RemovalContext,
	doing: string,
	{find, remove}: {find(): Promise<Facts | undefined>; remove(): Promise<void>},
): Promise<void> {
	try {
		await remove();
	} catch (error) {
		const left = context.signal.aborted || (await context.gateways.azure.waitUntilProvisioned(doing, context, find).catch(() => true));
		if (left) {
			throw error;
		}
	}
}
