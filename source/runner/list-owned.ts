import {sortResources, type ResourceList} from '../deployment/owned-resource.ts';
import type {AnyStep, OnMachine, RemovalContext} from '../steps/step.ts';

/** What exists of a deployment: the sum of what its steps own, in the order of removal, and what is kept and why. */
export async function listOwned<Scope extends OnMachine>(
	steps: ReadonlyArray<AnyStep<Scope>>,
	{deployment, gateways, signal}: Pick<RemovalContext<Scope>, 'deployment' | 'gateways' | 'signal'>,
): Promise<ResourceList> {
	const context: RemovalContext<Scope> = {
		deployment,
		gateways,
		signal,
		say() {},
		retrying() {},
		ask: async question => question.fallback,
	};
	const listed = await Promise.all(steps.toReversed().map(async step => (await step.owns?.(context)) ?? []));
	return sortResources(listed.flat());
}
