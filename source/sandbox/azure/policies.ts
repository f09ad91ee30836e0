import {aliasesOf, type ResourceBody} from '../../policy/aliases.ts';
import {denies} from '../../policy/policy-rule.ts';
import type {Policy, PolicyResource} from '../../policy/policy.ts';
import type {Cloud, PolicyDocument} from './cloud.ts';
import {Refusal} from './errors.ts';
import {isInside} from './identifiers.ts';
import type {Call} from './routes.ts';

interface Assignment {
	displayName?: string;
	scope: string;
	notScopes?: string[];
	enforcementMode?: string;
	policyDefinitionId: string;
	parameters?: Given;
}

type Given = Record<string, {value: unknown}>;

interface Definition {
	displayName?: string;
	mode?: string;
	parameters?: Record<string, {defaultValue?: unknown}>;
	policyRule?: {if: unknown; then: {effect: string}};
	policyDefinitions?: Array<{policyDefinitionId: string; parameters?: Given}>;
}

/** Assignments in force at a scope: its own, and those of what is above. */
export function assignmentsAt(cloud: Cloud, scope: string): PolicyDocument[] {
	return cloud.policies.values().filter(({id, properties}) => {
		const {scope: own} = properties as unknown as Assignment;
		return /\/policyAssignments\//i.test(id) && (isInside(scope, own) || /^\/providers\/Microsoft\.Management\//i.test(own));
	});
}

/** Refuses to make what a policy denies. Throws RequestDisallowedByPolicy as Azure words it. */
export function checkPolicies(call: Call, scope: string): void {
	const resource = resourceOf(call);
	if (!resource) {
		return;
	}

	for (const assignment of assignmentsAt(call.cloud, scope)) {
		const properties = assignment.properties as unknown as Assignment;
		const excluded = (properties.notScopes ?? []).some(other => isInside(scope, other));
		const denying =
			excluded || properties.enforcementMode === 'DoNotEnforce'
				? undefined
				: policiesOf(call.cloud, properties).find(({policy}) => denies(policy, resource) === true);
		if (denying) {
			throw disallowed(resource.name, assignment, denying.definition);
		}
	}
}

function policiesOf(cloud: Cloud, {displayName = '', policyDefinitionId, parameters}: Assignment) {
	const find = (id: string) => cloud.policies.get(id.toLowerCase());
	const make = (id: string, given: Given = {}, outer?: Record<string, unknown>) => {
		const definition = find(id);
		const {mode = 'All', policyRule, parameters: own} = (definition?.properties ?? {}) as Definition;
		const policy: Policy = {
			title: displayName,
			mode,
			parameters: {...defaults(own), ...values(given)},
			...(policyRule && {rule: {condition: policyRule.if, effect: policyRule.then.effect}}),
			...(outer && {outerParameters: outer}),
		};
		return definition ? [{policy, definition}] : [];
	};
	const set = find(policyDefinitionId)?.properties as Definition | undefined;
	const outer = {...defaults(set?.parameters), ...values(parameters ?? {})};
	return set?.policyDefinitions
		? set.policyDefinitions.flatMap(member => make(member.policyDefinitionId, member.parameters, outer))
		: make(policyDefinitionId, parameters);
}

function values(given: Given): Record<string, unknown> {
	return Object.fromEntries(Object.entries(given).map(([name, {value}]) => [name, value]));
}

function defaults(parameters: Definition['parameters'] = {}): Record<string, unknown> {
	return Object.fromEntries(Object.entries(parameters).map(([name, {defaultValue}]) => [name, defaultValue]));
}

/** The request's resource as policies see it: every value of its body is an alias. Undefined for what has no place, such as locks. */
function resourceOf({route, request}: Call): PolicyResource | undefined {
	const type =
		route.operation === 'resourceGroups' ? 'Microsoft.Resources/subscriptions/resourceGroups' : `${route.namespace}/${route.operation}`;
	const body = JSON.parse(request.body || '{}') as ResourceBody & {location?: string; tags?: Record<string, string>};
	if (body.location === undefined) {
		return undefined;
	}

	return {
		type,
		name: decodeURIComponent(request.path.split('/').at(-1) ?? ''),
		location: body.location,
		tags: body.tags ?? {},
		aliases: aliasesOf(type, body),
	};
}

function disallowed(name: string, assignment: PolicyDocument, definition: PolicyDocument): Refusal {
	const title = (document: PolicyDocument) => document.properties.displayName ?? document.name;
	const identifiers = [
		{
			policyAssignment: {name: title(assignment), id: assignment.id},
			policyDefinition: {name: title(definition), id: definition.id},
		},
	];
	return new Refusal(
		403,
		'RequestDisallowedByPolicy',
		`Resource '${name}' was disallowed by policy. Policy identifiers: '${JSON.stringify(identifiers)}'.`,
		{target: name},
	);
}
