import type {Deployment} from '../deployment/deployment.ts';
import {parametersOf} from './parameters.ts';
import {exportedResources, Deferred, type ExportedResource, type Value} from './resources.ts';

/** A deployment as an ARM template for its resource group, which must be there with its tags. Pretty JSON. */
export async function toArm(deployment: Deployment): Promise<string> {
	const [group, ...resources] = await exportedResources(deployment);
	const {names, choices} = deployment;
	const {$schema, contentVersion, ...content} = armTemplate(deployment, resources);
	const template = {
		$schema,
		contentVersion,
		metadata: {
			description: `Machine, network and disks for Wasper at ${choices.domain}`,
			group: createGroup(group),
			deploy: `az deployment group create --resource-group ${names.group} --template-file FILE --parameters hostPrivateKey=@host_key hostPublicKey="$(cut -d ' ' -f 1,2 host_key.pub)"`,
		},
		...content,
	};
	return `${JSON.stringify(template, undefined, 2)}\n`;
}

/** The template that creates these resources; those that they need and that are not among them exist already. */
export function armTemplate(deployment: Deployment, resources: readonly ExportedResource[]) {
	const variables: Record<string, unknown> = {};
	const write = (value: Value) => toTemplate(value, variables);
	const written = resources.map(({id: _, type, apiVersion, name, location, tags, body, needs}) => {
		const made = needs.filter(need => resources.some(({id}) => id === need));
		return {
			type,
			apiVersion,
			name,
			location,
			tags: write(tags),
			...(made.length > 0 && {dependsOn: made.map(need => resourceId(need))}),
			...(write(body) as object),
		};
	});
	return {
		$schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
		contentVersion: '1.0.0.0',
		parameters: Object.fromEntries(
			Object.entries(parametersOf(deployment)).map(([name, {description, secret, fallback}]) => [
				name,
				{type: secret ? 'secureString' : 'string', ...(fallback !== undefined && {defaultValue: fallback}), metadata: {description}},
			]),
		),
		variables,
		resources: written,
	};
}

/** The command that makes the group as the tool would. */
function createGroup(group: ExportedResource | undefined): string {
	const tags = Object.entries(group?.tags ?? {}).map(([name, value]) => `${name}=${typeof value === 'string' ? value : ''}`);
	return `az group create --name ${group?.name ?? ''} --location ${group?.location ?? ''} --tags ${tags.join(' ')}`;
}

/** The value as template JSON; what the machine's first instructions hold goes to `variables`. */
function toTemplate(value: Value, variables: Record<string, unknown>): unknown {
	if (Array.isArray(value)) {
		return value.map(item => toTemplate(item, variables));
	}

	if (value instanceof Deferred) {
		const {expression} = value;
		switch (expression.is) {
			case 'parameter': {
				return `[parameters('${expression.name}')]`;
			}

			case 'id': {
				return resourceId(expression.of + expression.rest);
			}

			case 'cloudInit': {
				variables['cloudInit'] = toTemplate(expression.content, variables);
				return `[base64(concat('#cloud-config\n', string(variables('cloudInit'))))]`;
			}
		}
	}

	if (typeof value === 'object' && value !== null) {
		return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, toTemplate(item, variables)]));
	}

	// A second bracket escapes text that begins like an expression.
	return typeof value === 'string' && value.startsWith('[') ? `[${value}` : value;
}

/** `[resourceId('Microsoft.Network/virtualNetworks/subnets', 'wasper-vnet', 'wasper-subnet')]` */
function resourceId(id: string): string {
	const [namespace = '', ...parts] = id.slice(id.indexOf('/providers/') + '/providers/'.length).split('/');
	const types = parts.filter((_, index) => index % 2 === 0);
	const names = parts.filter((_, index) => index % 2 === 1);
	return `[resourceId(${[[namespace, ...types].join('/'), ...names].map(text => `'${text}'`).join(', ')})]`;
}
