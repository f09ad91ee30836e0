import {kinds, namespaces, type ResourceKind} from '../../azure/kinds.ts';
import type {Permission} from '../../azure/lookups/permissions.ts';
import {fitsPattern} from '../../policy/pattern.ts';
import type {Context} from '../context.ts';
import {failed, passed, type Outcome} from '../outcome.ts';

/** What setup and teardown do: tagging, and with each kind of resource everything that its row names. */
export const neededActions: readonly string[] = [
	'Microsoft.Resources/tags/write',
	...new Set(Object.values(kinds).flatMap((kind: ResourceKind) => actionsOf(kind))),
];

/** Whether the account has all permissions that setup and teardown need, and which role assignment grants them. */
export async function checkPermissions(context: Context): Promise<Outcome> {
	const {scope, entries} = await context.permissions();
	const missing = neededActions.filter(action => !allows(entries, action));
	if (missing.length === 0) {
		return passed(`all ${neededActions.length} actions are allowed on ${describe(scope)}`);
	}

	const {
		objectId = 'OBJECT-ID',
		name = 'The signed-in account',
		kind = 'User',
	} = await context.gateways.inquiries.permissions.caller(context.call);
	return failed(
		`${name} does not have permission for ${missing.length === neededActions.length ? 'any' : missing.length} of the ${neededActions.length} actions that Wasper needs on ${describe(scope)}.`,
		`Have an owner run: az role assignment create --assignee-object-id ${objectId} --assignee-principal-type ${kind} --role Contributor --scope ${scope}`,
		`missing: ${missing.slice(0, 3).join(', ')}${missing.length > 3 ? ` and ${missing.length - 3} more` : ''}`,
	);
}

/** Whether the resource providers are registered, or the account has permission to register them. */
export async function checkProviders(context: Context): Promise<Outcome> {
	const {providers} = context.gateways.azure;
	const [states, permissions] = await Promise.all([
		Promise.all(namespaces.map(async namespace => ({namespace, state: await providers.state(namespace, context.call)}))),
		context.permissions(),
	]);
	const evidence = states.map(({namespace, state}) => `${namespace} ${state}`).join(', ');
	const open = states.filter(({state}) => state !== 'Registered' && state !== 'Registering').map(({namespace}) => namespace);
	const forbidden = open.filter(namespace => !allows(permissions.entries, `${namespace}/register/action`));
	if (forbidden.length > 0) {
		return failed(
			`The subscription is not registered for ${forbidden.join(' and ')}, and this account does not have permission to register it.`,
			`Have an owner run: ${forbidden.map(namespace => `az provider register --namespace ${namespace} --wait`).join(' && ')}`,
			evidence,
		);
	}

	return passed(open.length > 0 ? `${evidence}; this run registers them, which takes a few minutes` : evidence);
}

/** Whether one of the roles allows `action`: named in its actions and not in its own exceptions. */
export function allows(permissions: readonly Permission[], action: string): boolean {
	return permissions.some(
		({actions, notActions}) =>
			actions.some(pattern => fitsPattern(pattern, action)) && !notActions.some(pattern => fitsPattern(pattern, action)),
	);
}

function actionsOf({type, policyType = type, actions}: ResourceKind): string[] {
	return ['read', 'write', 'delete', ...actions].map(action => `${policyType}/${action}`);
}

function describe(scope: string): string {
	const [, , , , group] = scope.split('/');
	return group ? `the resource group ${group}` : 'the subscription';
}
