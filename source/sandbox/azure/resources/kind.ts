import {randomUUID} from 'node:crypto';
import type {Answer} from '../../foundation/https.ts';
import type {LatencyKind} from '../../foundation/latency.ts';
import {tags as tagsSchema} from '../bodies.ts';
import {isRegion, regionName, regions} from '../offerings.ts';
import type {Cloud, Stored} from '../cloud.ts';
import {invalidReference, notFound, notProvisioned, Refusal} from '../errors.ts';
import {groupId, parseId, sameId} from '../identifiers.ts';
import type {Operation} from '../operations.ts';
import {route, type Call, type Route} from '../routes.ts';
import * as z from 'zod';

/** What the sandbox knows of one type of resource: its rules and its life. */
export interface Kind<P> {
	/** `Microsoft.Network/virtualNetworks` */
	type: string;
	namePattern: RegExp;
	/** Time that a write takes before its first answer. */
	latency?: LatencyKind;
	/** Validates the body, then makes or changes the resource. */
	put(call: Call, id: string, existing: Stored<P> | undefined): Answer;
	/** Azure's form of the resource. */
	describe(cloud: Cloud, resource: Stored<P>, call?: Call): object;
	/** Changes parts; tags alone where a kind has no rule of its own. */
	patch?(call: Call, existing: Stored<P>): Answer;
	/** Begins the removal, or refuses it. */
	remove(call: Call, existing: Stored<P>): Answer;
	/** GET views below the resource, by name. */
	views?: Record<string, (resource: Stored<P>) => object>;
	/** POST actions by name. */
	actions?: Record<string, (call: Call, existing: Stored<P>) => Answer>;
}

/** The resource with this id and type. Ids carry their type, and each kind stores only its own properties under it. */
export function find<P>(cloud: Cloud, type: string, id: string): Stored<P> | undefined {
	const resource = cloud.resources.get(id.toLowerCase());
	return resource && sameId(resource.type, type) ? (resource as Stored<P>) : undefined;
}

/** All resources of a type, or those at or below a scope. */
export function all<P>(cloud: Cloud, type: string, scope = ''): Array<Stored<P>> {
	return cloud.inside(scope).filter(resource => sameId(resource.type, type)) as Array<Stored<P>>;
}

/** Writes a resource, with a new etag. */
export function store<P>(cloud: Cloud, resource: Omit<Stored<P>, 'etag' | 'created' | 'changed'>): Stored<P> {
	const now = new Date().toISOString();
	const created = cloud.resources.get(resource.id.toLowerCase())?.created ?? now;
	const stored: Stored<P> = {...resource, etag: `W/"${randomUUID()}"`, created, changed: now};
	cloud.resources.set(resource.id.toLowerCase(), stored);
	return stored;
}

/** The end of a write: the resource exists, or shows that it failed. */
export function endWrite(cloud: Cloud, operation: Operation): undefined {
	const resource = cloud.resources.get(operation.resource.toLowerCase());
	if (resource) {
		store(cloud, {...resource, provisioningState: operation.error ? 'Failed' : 'Succeeded'});
	}
}

/** The end of a removal. */
export function endRemoval(cloud: Cloud, operation: Operation): undefined {
	if (operation.error) {
		endWrite(cloud, operation);
		return;
	}

	for (const resource of cloud.inside(operation.resource)) {
		cloud.remove(resource.id);
	}
}

/** Id, name, region, tags and properties as every resource shows them. */
export function envelope(resource: Stored<unknown>, properties: object, others: object = {}): object {
	const {id, name, type, location, tags, zones, sku, provisioningState} = resource;
	return {
		name: name.slice(name.lastIndexOf('/') + 1),
		id,
		type,
		location,
		...(tags && {tags}),
		...(zones && {zones}),
		...(sku && {sku}),
		...others,
		properties: {provisioningState, ...properties},
	};
}

/** Refuses a region that does not exist, or another than the resource already has. */
export function checkRegion(location: string, id: string, existing: Stored<unknown> | undefined): string {
	const region = regionName(location);
	const {type = '', name = '', group = ''} = parseId(id) ?? {};
	if (!isRegion(region)) {
		throw new Refusal(
			400,
			'LocationNotAvailableForResourceType',
			`The provided location '${location}' is not available for resource type '${type}'. List of available regions for the resource type is '${regions.map(row => row.name).join(',')}'.`,
		);
	}

	if (existing && existing.location !== region) {
		throw new Refusal(
			409,
			'InvalidResourceLocation',
			`The resource '${name}' already exists in location '${existing.location}' in resource group '${group}'. A resource with the same name cannot be created in location '${region}'. Please select a new resource name.`,
		);
	}

	return region;
}

/** The resource that a body refers to: it must exist, in the same region, and be ready. */
export function dependency<P>(cloud: Cloud, type: string, id: string, user: {id: string; location: string}): Stored<P> {
	const resource = find<P>(cloud, type, id);
	if (!resource || resource.location !== user.location) {
		throw invalidReference(id, user.id);
	}

	if (resource.provisioningState !== 'Succeeded') {
		throw notProvisioned(id, user.id, resource.provisioningState);
	}

	return resource;
}

const tagsBody = z.strictObject({tags: tagsSchema});

/** Changes the tags at once: all that most kinds allow by PATCH. */
function patchTags<P>(kind: Kind<P>, call: Call, existing: Stored<P>): Answer {
	const {tags} = call.body(tagsBody);
	return {status: 200, body: kind.describe(call.cloud, store(call.cloud, {...existing, tags}), call)};
}

/** Every route of a kind: its lists, the resource and its actions. Path parameters of a parent come from `parents`. */
export function routesOf<P>(kind: Kind<P>): Route[] {
	const [namespace = '', ...segments] = kind.type.split('/');
	const operation = segments.join('/');
	const collection = segments.map((segment, index) => (index < segments.length - 1 ? `${segment}/:parent` : segment)).join('/');
	const inGroup = `/subscriptions/:subscription/resourceGroups/:group/providers/${namespace}/${collection}`;
	const common = {operation, namespace, versionsOf: segments[0] ?? ''};
	const writing = {...common, ...(kind.latency && {latency: kind.latency})};

	const idOf = (call: Call) => {
		const group = call.cloud.group(call.parameter('subscription'), call.parameter('group'));
		const parent = segments.length > 1 ? `${segments[0]}/${call.parameter('parent')}/` : '';
		const scope = group?.id ?? groupId(call.parameter('subscription'), call.parameter('group'));
		return `${scope}/providers/${namespace}/${parent}${segments.at(-1)}/${call.parameter('name')}`;
	};
	const get = (call: Call) => find<P>(call.cloud, kind.type, idOf(call));
	const existing = (call: Call) => {
		const resource = get(call);
		if (!resource) {
			throw notFound(kind.type, call.parameter('name'), call.parameter('group'));
		}

		return resource;
	};
	const list = (call: Call, scope: string): Answer => ({
		status: 200,
		body: {value: all<P>(call.cloud, kind.type, scope).map(resource => kind.describe(call.cloud, resource, call))},
	});
	const checkName = (id: string) => {
		const name = id.slice(id.lastIndexOf('/') + 1);
		if (!kind.namePattern.test(name)) {
			throw new Refusal(400, 'InvalidResourceName', `Resource name ${name} is invalid. The name must match ${kind.namePattern.source}.`);
		}
	};

	return [
		route('GET', inGroup, {
			...common,
			handle: call =>
				list(
					call,
					idOf(call)
						.split('/')
						.slice(0, -1)
						.join('/')
						.replace(/\/[^/]+$/, ''),
				),
		}),
		route('GET', `${inGroup}/:name`, {...common, handle: call => ({status: 200, body: kind.describe(call.cloud, existing(call), call)})}),
		route('PUT', `${inGroup}/:name`, {
			...writing,
			handle(call) {
				checkName(idOf(call));
				const found = get(call);
				return kind.put(call, found?.id ?? idOf(call), found);
			},
		}),
		route('PATCH', `${inGroup}/:name`, {
			...writing,
			handle: call => (kind.patch ?? ((c, e) => patchTags(kind, c, e)))(call, existing(call)),
		}),
		route('DELETE', `${inGroup}/:name`, {
			...common,
			handle(call) {
				const resource = get(call);
				return resource ? kind.remove(call, resource) : {status: 204};
			},
		}),
		...(segments.length === 1
			? [
					route('GET', `/subscriptions/:subscription/providers/${namespace}/${collection}`, {
						...common,
						handle: call => list(call, `/subscriptions/${call.parameter('subscription')}`),
					}),
				]
			: []),
		...Object.entries(kind.views ?? {}).map(([name, view]) =>
			route('GET', `${inGroup}/:name/${name}`, {
				...common,
				operation: `${operation}/${name}`,
				handle: call => ({status: 200, body: view(existing(call))}),
			}),
		),
		...Object.entries(kind.actions ?? {}).map(([name, act]) =>
			route('POST', `${inGroup}/:name/${name}`, {...common, operation: `${operation}/${name}`, handle: call => act(call, existing(call))}),
		),
	];
}

/** The facts with which every operation on a resource begins. */
export function operationOn(
	id: string,
	location: string,
	effect: string,
): Pick<Operation, 'subscription' | 'namespace' | 'location' | 'effect' | 'resource'> {
	const {subscription = '', namespace = '', type = ''} = parseId(id) ?? {};
	return {subscription, namespace, location, effect: `${type} ${effect}`, resource: id};
}
