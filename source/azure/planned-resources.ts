import type {Deployment} from '../deployment/deployment.ts';
import {recordCreations, type CreationRequest} from './client/recorder.ts';
import {createdKinds, type ResourceKind} from './kinds.ts';

/** A resource that a first run creates, with the request that creates it. */
export interface PlannedResource extends CreationRequest {
	kind: ResourceKind;
	/** `wasper-vm` */
	name: string;
}

/**
 * What a first run of `deployment` creates, in order. The requests are written by the same gateways and SDKs as those of a run,
 * and sent nowhere. They hold what the deployment holds: give it no host key that counts.
 */
export async function plannedResources(deployment: Deployment): Promise<PlannedResource[]> {
	const {gateway, sent} = recordCreations(deployment.choices.subscription.id);
	const call = {signal: new AbortController().signal, say() {}, retrying() {}};
	const planned: PlannedResource[] = [];
	for (const kind of createdKinds) {
		// oxlint-disable-next-line no-await-in-loop -- in the order of creation
		await gateway[kind.gateway].create(deployment, call);
		planned.push({...sent.at(-1)!, kind, name: deployment.names[kind.name]});
	}

	return planned;
}
