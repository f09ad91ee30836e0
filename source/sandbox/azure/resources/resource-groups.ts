import * as z from 'zod';
import type {Answer} from '../../foundation/https.ts';
import {retryAfter} from '../asynchronous.ts';
import {tags as tagsSchema} from '../bodies.ts';
import {isRegion, regionName, regions} from '../offerings.ts';
import {groupKey, type Cloud, type StoredGroup, type Effect} from '../cloud.ts';
import {Refusal, type ErrorDetail} from '../errors.ts';
import {groupId, isInside, sameId} from '../identifiers.ts';
import {route, type Call, type Route} from '../routes.ts';
import {interfacesUsing, machineUsing} from './attachments.ts';
import type {MachineProperties} from './machine-model.ts';
import {machineType, setPower} from './machine-running.ts';
import {all} from './kind.ts';

const body = z.strictObject({
	location: z.string().min(1),
	tags: tagsSchema.optional(),
	managedBy: z.string().optional(),
	id: z.string().optional(),
	name: z.string().optional(),
	type: z.string().optional(),
	properties: z.looseObject({}).optional(),
});
const patchBody = z.strictObject({
	name: z.string().optional(),
	tags: tagsSchema.optional(),
	managedBy: z.string().optional(),
	properties: z.looseObject({}).optional(),
});
/** Letters, digits and `-_.()`, not ending with a dot. */
const namePattern = /^[\p{L}\p{N}_().-]{0,89}[\p{L}\p{N}_()-]$/u;
const common = {operation: 'resourceGroups', namespace: 'Microsoft.Resources', versionsOf: 'resourceGroups'};
const path = '/subscriptions/:subscription/resourceGroups/:group';
const effect = 'Microsoft.Resources/resourceGroups delete';

export const groupRoutes: Route[] = [
	route('GET', '/subscriptions/:subscription/resourceGroups', {...common, handle: list}),
	route('HEAD', path, {...common, handle: call => ({status: find(call) ? 204 : 404})}),
	route('GET', path, {...common, handle: call => ({status: 200, body: describe(existing(call))})}),
	route('PUT', path, {...common, latency: 'group', handle: put}),
	route('PATCH', path, {...common, latency: 'group', handle: patch}),
	route('DELETE', path, {...common, handle: remove}),
	route('GET', '/subscriptions/:subscription/operationresults/:operation', {...common, operation: 'operations', handle: poll}),
];

export const groupEffects: Record<string, Effect> = {[effect]: endRemoval};

function find(call: Call): StoredGroup | undefined {
	return call.cloud.group(call.parameter('subscription'), call.parameter('group'));
}

function existing(call: Call): StoredGroup {
	const group = find(call);
	if (!group) {
		throw new Refusal(404, 'ResourceGroupNotFound', `Resource group '${call.parameter('group')}' could not be found.`);
	}

	return group;
}

function describe({id, name, location, tags, provisioningState}: StoredGroup): object {
	return {id, name, type: 'Microsoft.Resources/resourceGroups', location, ...(tags && {tags}), properties: {provisioningState}};
}

function list(call: Call): Answer {
	const [, tagName, tagValue] = /^tagName eq '(.*?)'(?: and tagValue eq '(.*)')?$/i.exec(call.query.get('$filter') ?? '') ?? [];
	const groups = call.cloud.groups.values().filter(group => {
		const value = tagName === undefined ? undefined : group.tags?.[tagName];
		return (
			sameId(group.subscription, call.parameter('subscription')) &&
			(tagName === undefined || (value !== undefined && (tagValue === undefined || value === tagValue)))
		);
	});
	return {status: 200, body: {value: groups.map(group => describe(group))}};
}

function put(call: Call): Answer {
	const {cloud} = call;
	const name = call.parameter('group');
	if (!namePattern.test(name)) {
		throw new Refusal(
			400,
			'InvalidResourceGroup',
			`The provided resource group name '${name}' has these invalid characters or ends with a period. The name can only be a letter, digit, '-', '.', '(', ')' or '_'.`,
		);
	}

	const {location, tags} = call.body(body);
	const region = regionName(location);
	const found = find(call);
	if (!isRegion(region)) {
		throw new Refusal(
			400,
			'LocationNotAvailableForResourceGroup',
			`The provided location '${location}' is not available for resource group. List of available regions is '${regions.map(row => row.name).join(',')}'.`,
		);
	}

	if (found && found.location !== region) {
		throw new Refusal(
			409,
			'InvalidResourceGroupLocation',
			`Invalid resource group location '${region}'. The Resource group already exists in location '${found.location}'.`,
		);
	}

	const subscription = call.parameter('subscription');
	const group: StoredGroup = {
		id: found?.id ?? groupId(subscription, name),
		name: found?.name ?? name,
		subscription,
		location: region,
		tags,
		provisioningState: 'Succeeded',
	};
	cloud.groups.set(groupKey(subscription, name), group);
	return {status: found ? 200 : 201, body: describe(group)};
}

function patch(call: Call): Answer {
	const group = existing(call);
	const {tags} = call.body(patchBody);
	const changed = {...group, tags: tags ?? group.tags};
	call.cloud.groups.set(groupKey(group.subscription, group.name), changed);
	return {status: 200, body: describe(changed)};
}

function remove(call: Call): Answer {
	const {cloud} = call;
	const group = existing(call);
	const inside = cloud.inside(group.id);
	cloud.groups.set(groupKey(group.subscription, group.name), {...group, provisioningState: 'Deleting'});
	for (const machine of all<MachineProperties>(cloud, machineType, group.id)) {
		setPower(cloud, machine, 'stopping');
	}

	const operation =
		cloud.operations.runningOn(group.id) ??
		cloud.operations.begin({
			subscription: group.subscription,
			namespace: 'Microsoft.Resources',
			location: group.location,
			effect,
			resource: group.id,
			latency: inside.length > 0 ? 'deleteGroup' : 'deleteEmptyGroup',
			failure: call.failure,
		});
	const version = `api-version=${call.apiVersion}`;
	return {
		status: 202,
		headers: {
			location: `${call.origin}/subscriptions/${group.subscription}/operationresults/${operation.id}?${version}`,
			...retryAfter(cloud.latency, 15),
		},
	};
}

/** The removal of a group says that it goes on (202), then that it is over (200, empty): there is no word of status. */
function poll(call: Call): Answer {
	const operation = call.cloud.operations.poll(call.parameter('operation'));
	if (!operation || !sameId(operation.subscription, call.parameter('subscription'))) {
		throw new Refusal(404, 'NotFound', `The operation '${call.parameter('operation')}' could not be found.`);
	}

	if (operation.status === 'InProgress') {
		return {
			status: 202,
			headers: {location: `${call.origin}${call.request.url.pathname}${call.request.url.search}`, ...retryAfter(call.cloud.latency, 15)},
		};
	}

	if (operation.error) {
		const {code, message, details} = operation.error;
		throw new Refusal(409, code, message, details ? {details} : {});
	}

	return {status: 200};
}

/** Takes everything inside, machines first, as their dependencies demand; then the group. */
function endRemoval(cloud: Cloud, operation: Parameters<Effect>[1]): ErrorDetail | undefined {
	const key = [...cloud.groups.entries()].find(([, group]) => sameId(group.id, operation.resource))?.[0];
	const group = key === undefined ? undefined : cloud.groups.get(key);
	if (!group || key === undefined) {
		return undefined;
	}

	const blocked = operation.error ?? blockedBy(cloud, group);
	if (blocked) {
		cloud.groups.set(key, {...group, provisioningState: 'Succeeded'});
		for (const machine of all<MachineProperties>(cloud, machineType, group.id)) {
			setPower(cloud, machine, 'stopped');
		}

		return blocked;
	}

	for (const resource of cloud.inside(group.id)) {
		cloud.remove(resource.id);
	}

	cloud.groups.delete(key);
	return undefined;
}

/** Something in another group that still uses a resource of this one. */
function blockedBy(cloud: Cloud, group: StoredGroup): ErrorDetail | undefined {
	for (const resource of cloud.inside(group.id)) {
		const users = [machineUsing(cloud, resource.id), ...interfacesUsing(cloud, resource.id)];
		const foreign = users.find(user => user && !isInside(user.id, group.id));
		if (foreign) {
			return {
				code: 'ResourceGroupDeletionBlocked',
				message: `Deletion of resource group '${group.name}' failed as resources with identifiers '${resource.type}/${resource.name}' could not be deleted. They are used by '${foreign.id}'.`,
			};
		}
	}

	return undefined;
}
