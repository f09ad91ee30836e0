import * as z from 'zod';
import {evaluate, invalidTemplate} from './expressions.ts';
import {groupId, sameId} from './identifiers.ts';

const values = z.record(z.string(), z.looseObject({value: z.unknown()}));
const resource = z.looseObject({
	type: z.string(),
	apiVersion: z.string(),
	name: z.string(),
	resourceGroup: z.string().optional(),
	dependsOn: z.array(z.string()).default([]),
});
export const templateSchema = z.looseObject({
	$schema: z.string(),
	contentVersion: z.string(),
	parameters: z.record(z.string(), z.looseObject({type: z.string(), defaultValue: z.unknown().optional()})).default({}),
	variables: z.record(z.string(), z.unknown()).default({}),
	resources: z.array(resource),
});
/** What a deployment is: a template, and values for its parameters. */
export const deploymentSchema = z.looseObject({
	mode: z.enum(['Incremental', 'Complete']),
	template: templateSchema,
	parameters: values.default({}),
});
type DeploymentProperties = z.infer<typeof deploymentSchema>;

/** A resource that a template would make. */
export interface TemplateResource {
	id: string;
	type: string;
	name: string;
	apiVersion: string;
	/** What a PUT to its id would send. */
	body: object;
	/** Ids of the resources of the same template that are created before it. */
	needs: string[];
}

export interface TemplateScope {
	subscription: string;
	/** Absent for a deployment to the subscription. */
	group?: string;
}

const nestedType = 'Microsoft.Resources/deployments';
const nested = z.looseObject({
	type: z.literal(nestedType),
	properties: z.looseObject({expressionEvaluationOptions: z.looseObject({scope: z.literal('inner')}), template: z.unknown()}),
});

/** Every resource of a template and of those nested in it, each behind what it needs. Throws InvalidTemplate as Azure words it. */
export function expandTemplate(deployment: DeploymentProperties, scope: TemplateScope): TemplateResource[] {
	const {template} = deployment;
	const functions = functionsOf(deployment, scope);
	const resources = template.resources.map(({dependsOn, ...described}) => {
		const {type, apiVersion, name, resourceGroup, ...body} = resource.parse(evaluateOuter(described, functions));
		const id = resourceId(scope, type, name.split('/'));
		return {id, type, apiVersion, name, resourceGroup, body, needs: dependsOn.map(need => String(evaluate(need, functions)))};
	});
	for (const need of resources.flatMap(({needs}) => needs)) {
		if (!resources.some(({id}) => sameId(id, need))) {
			throw invalidTemplate(
				`The resource '${need}' is not defined in the template. Please see https://aka.ms/arm-syntax for usage details`,
			);
		}
	}

	return inOrder(resources).flatMap(({resourceGroup, ...described}) => {
		const {dependsOn: _, ...body} = described.body;
		return sameId(described.type, nestedType)
			? expandTemplate(deploymentSchema.parse(body['properties']), {
					subscription: scope.subscription,
					...((resourceGroup ?? scope.group) && {group: resourceGroup ?? scope.group ?? ''}),
				}).map(inner => ({...inner, needs: [...inner.needs, ...described.needs]}))
			: [{...described, body}];
	});
}

/** A resource with its expressions evaluated; those of a nested template with a scope of its own are left to it. */
function evaluateOuter(described: Record<string, unknown>, functions: ReturnType<typeof functionsOf>): unknown {
	const {data} = nested.safeParse(described);
	if (!data) {
		return evaluate(described, functions);
	}

	const {template, ...others} = data.properties;
	const outer = evaluate({...described, properties: others}, functions) as {properties: object};
	return {...outer, properties: {...outer.properties, template}};
}

function functionsOf({template, parameters}: DeploymentProperties, scope: TemplateScope) {
	const missing = Object.entries(template.parameters).find(([name, {defaultValue}]) => defaultValue === undefined && !parameters[name]);
	if (missing) {
		throw invalidTemplate(
			`The value for the template parameter '${missing[0]}' is not provided. Please see https://aka.ms/arm-create-parameter-file for usage details`,
		);
	}

	const surplus = Object.keys(parameters).filter(name => !template.parameters[name]);
	if (surplus.length > 0) {
		throw invalidTemplate(
			`The following parameters were supplied, but do not correspond to any parameters defined in the template: '${surplus.join(', ')}'`,
		);
	}

	const functions = {
		parameters: (name: unknown) => parameters[String(name)]?.value ?? template.parameters[String(name)]?.defaultValue,
		variables: (name: unknown): unknown => evaluate(template.variables[String(name)], functions),
		subscriptionResourceId: (type: unknown, ...names: unknown[]) =>
			resourceId({subscription: scope.subscription}, String(type), names.map(String)),
		resourceId: (type: unknown, ...names: unknown[]) => resourceId(scope, String(type), names.map(String)),
	};
	return functions;
}

function resourceId({subscription, group}: TemplateScope, type: string, names: readonly string[]): string {
	const [namespace = '', ...kinds] = type.split('/');
	if (kinds.length !== names.length) {
		throw invalidTemplate(
			`Unable to evaluate template language function 'resourceId': the type '${type}' requires '${kinds.length}' names`,
		);
	}

	if (sameId(type, 'Microsoft.Resources/resourceGroups')) {
		return groupId(subscription, names[0] ?? '');
	}

	const scope = group === undefined ? `/subscriptions/${subscription}` : groupId(subscription, group);
	return `${scope}/providers/${namespace}/${kinds.map((kind, index) => `${kind}/${names[index]}`).join('/')}`;
}

/** Each behind those that it needs. */
function inOrder<T extends {id: string; needs: string[]}>(resources: readonly T[]): T[] {
	const ordered: T[] = [];
	for (let rest = [...resources]; rest.length > 0;) {
		const isOpen = (id: string) => rest.some(other => sameId(other.id, id));
		const ready = rest.filter(({needs}) => !needs.some(need => isOpen(need)));
		if (ready.length === 0) {
			throw invalidTemplate(`Circular dependency detected on resource: '${rest[0]?.id}'`);
		}

		ordered.push(...ready);
		rest = rest.filter(item => !ready.includes(item));
	}

	return ordered;
}
