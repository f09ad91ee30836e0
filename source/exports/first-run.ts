import {recordCreations, type CreationRequest} from '../azure/client/recorder.ts';
import type {Deployment} from '../deployment/deployment.ts';
import {wantedRules} from '../steps/azure/firewall-rules.ts';

/** What a first run would ask Azure to make, in its order: the very requests, written by the same gateways and SDKs, and sent to nobody. */
export async function creationRequests(deployment: Deployment): Promise<CreationRequest[]> {
	const {gateway, sent} = recordCreations(deployment.choices.subscription.id);
	const call = {signal: new AbortController().signal, say() {}, retrying() {}};
	await gateway.groups.create(deployment, call);
	await gateway.networks.create(deployment, call);
	await gateway.firewalls.create(deployment, wantedRules(deployment), call);
	await gateway.addresses.create(deployment, call);
	await gateway.disks.create(deployment, call);
	await gateway.interfaces.create(deployment, call);
	await gateway.machines.create(deployment, call);
	return sent;
}
