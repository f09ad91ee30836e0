import {sameId, idsOf} from '../../azure/resources/resource.ts';
import type {DiskFacts} from '../../azure/resources/disks.ts';
import type {Deployment} from '../../deployment/deployment.ts';
import type {ActionError} from '../../errors/kinds.ts';
import type {Inspection, Step} from '../step.ts';
import {adopt} from './adopt.ts';
import {blockedBy, assess, sayAbsent} from './assess.ts';
import {removeOurs} from './remove.ts';
import {refuse} from './refuse.ts';

const kind = 'data disk';

/** The disk with everything that must not be lost. An operator who enlarged it or changed its tier is right. */
export const disk: Step<'azure.disk'> = {
	id: 'azure.disk',
	plane: 'azure',
	title: 'Data disk',
	needs: ['azure.providers', 'azure.group'],
	looksWith: [],

	async inspect(context) {
		const {deployment, gateways} = context;
		const found = await gateways.azure.disks.find(deployment, context);
		if (!found) {
			return sayAbsent(deployment.names.dataDisk);
		}

		const evidence = `${found.name}, ${found.gib} GiB, ${found.sku}`;
		const cause = elsewhere(deployment, found);
		return assess<Inspection<'azure.disk'>>(
			deployment,
			kind,
			found,
			cause
				? {state: 'broken', evidence, cause, ...blockedBy(attachedElsewhere(found, cause))}
				: {state: 'ok', evidence, result: {id: found.id}},
		);
	},

	async apply(context) {
		const {deployment, gateways} = context;
		const {disks} = gateways.azure;
		let found = await adopt(context, kind, async () => disks.find(deployment, context));
		if (found?.provisioningState !== 'Succeeded') {
			found = await disks.create(deployment, context);
		}

		const cause = elsewhere(deployment, found);
		if (cause) {
			throw attachedElsewhere(found, cause);
		}

		return {id: found.id};
	},

	/** Whoever tears down has confirmed that the data goes. */
	async remove(context) {
		return removeOurs(context, kind, context.gateways.azure.disks);
	},
};

function attachedElsewhere(found: DiskFacts, cause: string): ActionError {
	return refuse('azure.disk', cause, 'Detach it there, then run the same command again.', [found.id]);
}

function elsewhere(deployment: Deployment, found: DiskFacts): string | undefined {
	const attached = found.attachedTo && !sameId(found.attachedTo, idsOf(deployment).machine);
	return attached ? `The data disk ${found.name} is attached to another machine: ${found.attachedTo}.` : undefined;
}
