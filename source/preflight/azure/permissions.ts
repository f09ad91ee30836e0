import needed from '../../../assets/permissions.json' with {type: 'json'};
import type {Permission} from '../../azure/lookups/permissions.ts';
import {fitsPattern} from '../../policy/pattern.ts';
import type {Context} from '../context.ts';
import {failed, passed, type Outcome} from '../outcome.ts';

const namespaces = ['Microsoft.Compute', 'Microsoft.Network'];

/** Whether the account may do everything that setup and teardown do, and what would let it. */
export async function checkPermissions(context: Context): Promise<Outcome> {
	const {scope, entries} = await context.permissions();
	const missing = needed.filter(action => !allows(entries, action));
	if (missing.length === 0) {
		return passed(`all ${needed.length} actions are allowed on ${describe(scope)}`);
	}

	const {
		objectId = 'OBJECT-ID',
		name = 'The signed-in account',
		kind = 'User',
	} = await context.gateways.inquiries.permissions.caller(context.call);
	return failed(
		`${name} may not do ${missing.length === needed.length ? 'anything' : `${missing.length} of the ${needed.length} things`} that Wasper needs on ${describe(scope)}.`,
		`Have an owner run: az role assignment create --assignee-object-id ${objectId} --assignee-principal-type ${kind} --role Contributor --scope ${scope}`,
		`missing: ${missing.slice(0, 3).join(', ')}${missing.length > 3 ? ` and ${missing.length - 3} more` : ''}`,
	);
}

/** Whether the providers are registered, or this run may register them. */
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
			`The subscription is not registered for ${forbidden.join(' and ')}, and this account may not register it.`,
			`Have an owner run: ${forbidden.map(namespace => `az provider register --namespace ${namespace} --wait`).join(' && ')}`,
			evidence,
		);
	}

	return passed(open.length > 0 ? `${evidence}; this run registers, which takes some minutes` : evidence);
}

/** Whether one of the roles allows `action`: named in its actions and not in its own exceptions. */
export function allows(permissions: readonly Permission[], action: string): boolean {
	return permissions.some(
		({actions, notActions}) =>
			actions.some(pattern => fitsPattern(pattern, action)) && !notActions.some(pattern => fitsPattern(pattern, action)),
	);
}

function describe(scope: string): string {
	const [, , , , group] = scope.split('/');
	return group ? `the resource group ${group}` : 'the subscription';
}
