import type {Answer} from '../../foundation/https.ts';
import {Refusal} from '../errors.ts';
import {assignmentsAt} from '../policies.ts';
import {route, type Call, type Route} from '../routes.ts';

const namespace = 'Microsoft.Authorization';
const kinds = ['policyDefinitions', 'policySetDefinitions'] as const;
/** Where definitions live: Azure's own, those of a management group, those of a subscription. */
const homes = ['', '/providers/Microsoft.Management/managementGroups/:managementGroup', '/subscriptions/:subscription'];

export const policyRoutes: Route[] = [
	route('GET', `/:scope(subscriptions/.+?)/providers/${namespace}/policyAssignments`, {
		operation: 'policyAssignments',
		namespace,
		versionsOf: 'policyAssignments',
		handle: listAssignments,
	}),
	...kinds.flatMap(kind =>
		homes.map(home =>
			route('GET', `${home}/providers/${namespace}/${kind}/:name`, {
				operation: kind,
				namespace,
				versionsOf: kind,
				handle: readDefinition,
			}),
		),
	),
];

/** Only this filter is known here: everything that applies to the scope, and nothing below it. */
function listAssignments(call: Call): Answer {
	const filter = call.query.get('$filter');
	if (filter !== 'atScope()') {
		throw new Refusal(400, 'InvalidFilterInQueryString', `Invalid $filter '${filter ?? ''}' specified in the query string.`);
	}

	const value = assignmentsAt(call.cloud, `/${call.parameter('scope')}`).map(document => ({
		...document,
		type: 'Microsoft.Authorization/policyAssignments',
	}));
	return {status: 200, body: {value}};
}

function readDefinition(call: Call): Answer {
	const id = decodeURIComponent(call.request.path);
	const document = call.cloud.policies.get(id.toLowerCase());
	if (!document) {
		throw new Refusal(404, 'PolicyDefinitionNotFound', `The policy definition '${call.parameter('name')}' could not be found.`);
	}

	return {status: 200, body: document};
}
