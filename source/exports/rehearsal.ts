import {sameName} from '../azure/kinds.ts';
import {deploymentsVersion, type RehearsedDeployment} from '../azure/lookups/validation.ts';
import type {Deployment} from '../deployment/deployment.ts';
import {armTemplate} from './arm.ts';
import {exportedResources, type ExportedResource} from './resources.ts';

/** Stands where the host key would: nothing is created, and no key is shown to anybody for that. */
const noKey = 'no key: this is only rehearsed';

/**
 * What Azure is to rehearse of a first run: a deployment to the group, or to the subscription while there is no group.
 * `existing` resources are left out: a template would create them again. The choices must have the public half of an SSH key.
 */
export async function toRehearsal(
	deployment: Deployment,
	existing: {group: boolean; resources: ReadonlyArray<{type: string; name: string}>},
): Promise<RehearsedDeployment> {
	const [group, ...all] = await exportedResources(deployment);
	const open = all.filter(
		resource => !existing.resources.some(other => sameName(other.type, resource.type) && sameName(other.name, resource.name)),
	);
	const properties = {
		mode: 'Incremental' as const,
		template: armTemplate(deployment, open),
		parameters: {hostPrivateKey: {value: noKey}, hostPublicKey: {value: noKey}},
	};
	return existing.group || !group ? {properties} : inNewGroup(group, properties);
}

/** A deployment to the subscription that makes the group, and everything else in it. */
function inNewGroup(group: ExportedResource, properties: RehearsedDeployment['properties']): RehearsedDeployment {
	const {type, apiVersion, name, location, tags} = group;
	const inside = {
		type: 'Microsoft.Resources/deployments',
		apiVersion: deploymentsVersion,
		name: 'inside',
		resourceGroup: name,
		dependsOn: [`[subscriptionResourceId('${type}', '${name}')]`],
		properties: {...properties, expressionEvaluationOptions: {scope: 'inner'}},
	};
	const template = {
		$schema: 'https://schema.management.azure.com/schemas/2018-05-01/subscriptionDeploymentTemplate.json#',
		contentVersion: '1.0.0.0',
		resources: [{type, apiVersion, name, location, tags}, inside],
	};
	return {location, properties: {mode: 'Incremental', template, parameters: {}}};
}
