import * as z from 'zod';
import type {Answer} from '../../foundation/https.ts';
import {tags as tagsSchema} from '../bodies.ts';
import {groupKey, type Cloud} from '../cloud.ts';
import {Refusal} from '../errors.ts';
import {isInside, sameId} from '../identifiers.ts';
import {roles} from '../roles.ts';
import {route, type Call, type Route} from '../routes.ts';
import {store} from './kind.ts';

/** What exists at every scope: tags, locks, permissions. */
const scope = '/:scope(subscriptions/.+?)';
const tagsPath = `${scope}/providers/Microsoft.Resources/tags/default`;
const tagged = {operation: 'tags', namespace: 'Microsoft.Resources', versionsOf: 'tags', latency: 'tags'} as const;
const locksPath = `${scope}/providers/Microsoft.Authorization/locks`;
const locked = {operation: 'locks', namespace: 'Microsoft.Authorization', versionsOf: 'locks'};

export const scopeRoutes: Route[] = [
	route('GET', tagsPath, {...tagged, handle: call => describeTags(call, readTags(call))}),
	route('PUT', tagsPath, {...tagged, handle: call => writeTags(call, call.body(tagsBody).properties.tags)}),
	route('PATCH', tagsPath, {...tagged, handle: patchTags}),
	route('DELETE', tagsPath, {...tagged, handle: call => writeTags(call, {})}),
	route('GET', locksPath, {...locked, handle: listLocks}),
	route('GET', `${locksPath}/:name`, {...locked, handle: getLock}),
	route('PUT', `${locksPath}/:name`, {...locked, handle: putLock}),
	route('DELETE', `${locksPath}/:name`, {...locked, handle: deleteLock}),
	route('GET', `${scope}/providers/Microsoft.Authorization/permissions`, {
		operation: 'permissions',
		namespace: 'Microsoft.Authorization',
		versionsOf: 'permissions',
		handle: permissions,
	}),
];

const tagsBody = z.looseObject({properties: z.looseObject({tags: tagsSchema})});
const tagsPatchBody = z.strictObject({
	operation: z.enum(['Merge', 'Replace', 'Delete']),
	properties: z.looseObject({tags: tagsSchema.default({})}),
});
const lockBody = z.looseObject({properties: z.looseObject({level: z.enum(['CanNotDelete', 'ReadOnly']), notes: z.string().optional()})});

function scopeOf(call: Call): string {
	return `/${call.parameter('scope')}`;
}

/** The group or resource at the scope. */
function holder(call: Call): {tags?: Record<string, string> | undefined; write(tags: Record<string, string>): void} {
	const {cloud} = call;
	const id = scopeOf(call);
	const group = cloud.groups.values().find(candidate => sameId(candidate.id, id));
	const resource = cloud.resources.get(id.toLowerCase());
	if (group) {
		return {tags: group.tags, write: tags => cloud.groups.set(groupKey(group.subscription, group.name), {...group, tags})};
	}

	if (resource) {
		return {tags: resource.tags, write: tags => void store(cloud, {...resource, tags})};
	}

	throw new Refusal(404, 'ResourceNotFound', `The resource '${id}' could not be found.`);
}

function readTags(call: Call): Record<string, string> {
	return holder(call).tags ?? {};
}

function writeTags(call: Call, tags: Record<string, string>): Answer {
	holder(call).write(tags);
	return describeTags(call, tags);
}

function patchTags(call: Call): Answer {
	const {operation, properties} = call.body(tagsPatchBody);
	const old = readTags(call);
	if (operation === 'Replace') {
		return writeTags(call, properties.tags);
	}

	if (operation === 'Merge') {
		return writeTags(call, {...old, ...properties.tags});
	}

	const kept = Object.entries(old).filter(([name, value]) => properties.tags[name] !== value);
	return writeTags(call, Object.fromEntries(kept));
}

function describeTags(call: Call, tags: Record<string, string>): Answer {
	return {
		status: 200,
		body: {
			id: `${scopeOf(call)}/providers/Microsoft.Resources/tags/default`,
			name: 'default',
			type: 'Microsoft.Resources/tags',
			properties: {tags},
		},
	};
}

function lockId(call: Call): string {
	return `${scopeOf(call)}/providers/Microsoft.Authorization/locks/${call.parameter('name')}`;
}

function describeLock(cloud: Cloud, key: string): object | undefined {
	const lock = cloud.locks.get(key.toLowerCase());
	return (
		lock && {
			id: lock.id,
			name: lock.name,
			type: 'Microsoft.Authorization/locks',
			properties: {level: lock.level, ...(lock.notes && {notes: lock.notes})},
		}
	);
}

/** Locks at the scope, above it and below it. */
function listLocks(call: Call): Answer {
	const id = scopeOf(call);
	const near = call.cloud.locks
		.values()
		.filter(lock => isInside(lock.id, id) || isInside(id, lock.id.replace(/\/providers\/Microsoft\.Authorization\/.*$/i, '')));
	return {status: 200, body: {value: near.map(lock => describeLock(call.cloud, lock.id))}};
}

function getLock(call: Call): Answer {
	const body = describeLock(call.cloud, lockId(call));
	if (!body) {
		throw new Refusal(404, 'LockNotFound', `The lock '${call.parameter('name')}' could not be found.`);
	}

	return {status: 200, body};
}

function putLock(call: Call): Answer {
	const {properties} = call.body(lockBody);
	const id = lockId(call);
	const existed = call.cloud.locks.get(id.toLowerCase());
	call.cloud.locks.set(id.toLowerCase(), {id, name: call.parameter('name'), level: properties.level, notes: properties.notes});
	return {status: existed ? 200 : 201, body: describeLock(call.cloud, id)};
}

function deleteLock(call: Call): Answer {
	return {status: call.cloud.locks.delete(lockId(call).toLowerCase()) ? 200 : 204};
}

/** What the caller's role allows at a scope that exists. */
function permissions(call: Call): Answer {
	const group = /^subscriptions\/[^/]+\/resourceGroups\/(?<group>[^/]+)/i.exec(call.parameter('scope'))?.groups?.['group'];
	if (group !== undefined && !call.cloud.group(call.subscription.id, group)) {
		throw new Refusal(404, 'ResourceGroupNotFound', `Resource group '${group}' could not be found.`);
	}

	const {actions, notActions} = roles[call.subscription.role ?? call.principal.role];
	return {status: 200, body: {value: [{actions, notActions, dataActions: [], notDataActions: []}]}};
}
