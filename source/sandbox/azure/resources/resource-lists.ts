import type {Answer} from '../../foundation/https.ts';
import type {Stored} from '../cloud.ts';
import {Refusal} from '../errors.ts';
import {groupId, isInside, sameId} from '../identifiers.ts';
import {route, type Call, type Route} from '../routes.ts';
import {machineUsing} from './attachments.ts';

const common = {operation: 'resources', namespace: 'Microsoft.Resources', versionsOf: 'resources'};

/** Lists of everything in a group or a subscription, whatever its type. */
export const resourceListRoutes: Route[] = [
	route('GET', '/subscriptions/:subscription/resourceGroups/:group/resources', {
		...common,
		handle: call => list(call, groupId(call.parameter('subscription'), call.parameter('group'))),
	}),
	route('GET', '/subscriptions/:subscription/resources', {
		...common,
		handle: call => list(call, `/subscriptions/${call.parameter('subscription')}`),
	}),
];

type Test = (resource: Stored<unknown>) => boolean;

/** One comparison of a filter. Azure can't mix tags with anything else. */
function readFilter(filter: string): Test {
	const comparisons = filter.split(/ and /i).map(part => /^\s*(?<field>\w+)\s+eq\s+'(?<value>.*)'\s*$/i.exec(part)?.groups);
	const wanted = new Map(comparisons.map(groups => [groups?.['field']?.toLowerCase() ?? '', groups?.['value'] ?? '']));
	const fields = [...wanted.keys()];
	const known = ['tagname', 'tagvalue', 'resourcetype', 'name', 'location', 'resourcegroup'];
	const mixed = fields.includes('tagname') && fields.some(field => !field.startsWith('tag'));
	if (mixed || fields.some(field => !known.includes(field)) || (fields.includes('tagvalue') && !fields.includes('tagname'))) {
		throw new Refusal(400, 'InvalidFilterInQueryString', `Invalid $filter '${filter}' specified in the query string.`);
	}

	const [tagName, tagValue] = [wanted.get('tagname'), wanted.get('tagvalue')];
	return resource => {
		const tag = tagName === undefined ? undefined : resource.tags?.[tagName];
		const tagFits = tagName === undefined || (tag !== undefined && (tagValue === undefined || tag === tagValue));
		const fits = (field: string, value: string) => !wanted.has(field) || sameId(wanted.get(field), value);
		const group = resource.id.split('/')[4] ?? '';
		return (
			tagFits &&
			fits('resourcetype', resource.type) &&
			fits('name', resource.name) &&
			fits('location', resource.location) &&
			fits('resourcegroup', group)
		);
	};
}

function list(call: Call, scope: string): Answer {
	const filter = call.query.get('$filter');
	const expand = call.query.get('$expand') ?? '';
	const test: Test = filter ? readFilter(filter) : () => true;
	const found = call.cloud.resources
		.values()
		.filter(resource => isInside(resource.id, scope) && resource.type.split('/').length === 2 && test(resource));
	const top = Number(call.query.get('$top') ?? found.length);
	const value = found.slice(0, top).map(resource => {
		const {id, name, type, location, tags, sku, zones, created, changed, provisioningState} = resource;
		const owner = type === 'Microsoft.Compute/disks' ? machineUsing(call.cloud, id) : undefined;
		return {
			id,
			name,
			type,
			location,
			...(tags && {tags}),
			...(sku && {sku}),
			...(zones && {zones}),
			...(owner && {managedBy: owner.id}),
			...(/createdTime/i.test(expand) && {createdTime: created}),
			...(/changedTime/i.test(expand) && {changedTime: changed}),
			...(/provisioningState/i.test(expand) && {provisioningState}),
		};
	});
	return {status: 200, body: {value}};
}
