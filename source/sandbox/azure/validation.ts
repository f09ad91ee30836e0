import {randomUUID} from 'node:crypto';
import type {Effect, Cloud} from './cloud.ts';
import * as z from 'zod';
import type {Answer, Request} from '../foundation/https.ts';
import {invalidDeployment} from './deployment-refusal.ts';
import {Refusal} from './errors.ts';
import {checkApiVersion, checkPermitted} from './gatekeeper.ts';
import {parseId, sameId} from './identifiers.ts';
import {isRegistered, registerAtOnce} from './resources/providers.ts';
import {mayDo} from './roles.ts';
import {Call, findRoute, route, type Route} from './routes.ts';
import {deploymentSchema, expandTemplate, type TemplateResource} from './templates.ts';

const path = 'providers/Microsoft.Resources/deployments/:name/validate';
const common = {
	operation: 'deployments/validate',
	namespace: 'Microsoft.Resources',
	versionsOf: 'deployments',
	latency: 'validation',
} as const;
const body = z.looseObject({location: z.string().optional(), properties: deploymentSchema});

/** What else the resource manager does: the rules and lives of everything that a template may name. */
export interface Rules {
	routes: Route[];
	effects: Record<string, Effect>;
}

/** Has templates rehearsed: in a copy of the cloud, everything in them is made by the very rules that a real request meets. */
export function validationRoutes(rules: Rules): Route[] {
	return [
		route('POST', `/subscriptions/:subscription/resourceGroups/:group/${path}`, {...common, handle: call => validate(call, rules)}),
		route('POST', `/subscriptions/:subscription/${path}`, {...common, handle: call => validate(call, rules)}),
	];
}

function validate(call: Call, rules: Rules): Answer {
	const {location, properties} = call.body(body);
	const [subscription, group, name] = [call.subscription.id, call.parameter('group'), call.parameter('name')];
	if (!group && !location) {
		throw new Refusal(400, 'LocationRequired', 'The location property is required for this definition.');
	}

	const resources = expandTemplate(properties, {subscription, ...(group && {group})});
	const refusals = rehearse(call, resources, rules);
	if (refusals.length > 0) {
		throw invalidDeployment(name, refusals);
	}

	return {
		status: 200,
		body: {
			id: call.request.path.replace(/\/validate$/i, ''),
			name,
			type: 'Microsoft.Resources/deployments',
			...(location && {location}),
			properties: {
				mode: properties.mode,
				provisioningState: 'Succeeded',
				timestamp: new Date().toISOString(),
				duration: 'PT0S',
				correlationId: randomUUID(),
				validatedResources: resources.map(({id}) => ({id})),
			},
		},
	};
}

/** What would be refused if all this were made. What needs something that is refused already is held against rights and policies alone. */
function rehearse(call: Call, resources: readonly TemplateResource[], {routes, effects}: Rules): Refusal[] {
	const cloud = call.cloud.copy();
	for (const [name, effect] of Object.entries(effects)) {
		cloud.operations.onEnd(name, effect);
	}

	const refusals: Refusal[] = [];
	const missing: string[] = [];
	for (const resource of resources) {
		const lacks = resource.needs.some(need => missing.some(id => sameId(id, need)));
		try {
			const request = admit(call, cloud, resource, routes);
			if (lacks) {
				missing.push(resource.id);
			} else {
				request.route.handle(request);
				cloud.operations.settle();
			}
		} catch (error) {
			if (!(error instanceof Refusal)) {
				throw error;
			}

			missing.push(resource.id);
			refusals.push(error);
		}
	}

	cloud.operations.stop();
	return refusals;
}

/** A PUT of the resource, as its caller would send it, past rights, locks and policies. */
function admit({request: asked, principal, subscription}: Call, cloud: Cloud, resource: TemplateResource, routes: Route[]): Call {
	const {id, type, apiVersion, body: sent} = resource;
	const found = findRoute(routes, 'PUT', id);
	if (!found) {
		throw new Refusal(400, 'InvalidResourceType', `The resource type '${type}' could not be found for api version '${apiVersion}'.`);
	}

	const {fault: _, ...others} = asked;
	const request: Request = {
		...others,
		method: 'PUT',
		path: id,
		url: new URL(`${id}?api-version=${apiVersion}`, asked.url),
		body: JSON.stringify(sent),
	};
	checkApiVersion(found.route.namespace, found.route.versionsOf, apiVersion);
	const call = new Call({cloud, request, principal, subscription, ...found});
	// Deployments register the providers that they need, where the caller may.
	const {namespace} = parseId(id) ?? {};
	if (
		namespace &&
		!isRegistered(cloud, subscription, namespace) &&
		mayDo(subscription.role ?? principal.role, `${namespace}/register/action`)
	) {
		registerAtOnce(cloud, subscription, namespace);
	}

	checkPermitted(call, subscription);
	return call;
}
