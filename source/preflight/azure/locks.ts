import type {Lock} from '../../azure/lookups/locks.ts';
import type {Context} from '../context.ts';
import {failed, passed, type Outcome} from '../outcome.ts';

/** Whether a lock prevents creating or deleting. Locks of other groups don't matter. */
export async function checkLocks(context: Context): Promise<Outcome> {
	const {choices, gateways, groupScope, subscriptionScope, call} = context;
	const locks = await gateways.inquiries.locks.list(choices.subscription.id, call);
	const ours = locks.filter(({scope}) => isAt(scope, subscriptionScope) || isAt(scope, groupScope) || isInside(scope, groupScope));
	const readOnly = ours.filter(({level}) => level === 'ReadOnly');
	const [first] = readOnly.length > 0 ? readOnly : ours;
	if (!first) {
		return passed(locks.length > 0 ? 'no lock on the deployment' : 'no locks');
	}

	const remove = `Have an owner remove it: az lock delete --ids ${first.scope}/providers/Microsoft.Authorization/locks/${first.name}`;
	const evidence = ours.map(({name, level, scope}) => `${name} (${level}) on ${scope}`).join('; ');
	return readOnly.length > 0
		? failed(`The lock ${first.name} on ${describe(first, subscriptionScope)} prevents creating and changing resources.`, remove, evidence)
		: failed(
				`The lock ${first.name} on ${describe(first, subscriptionScope)} will prevent a teardown.`,
				`No action is needed now. Before a teardown: ${remove}`,
				evidence,
				'note',
			);
}

function isAt(one: string, other: string): boolean {
	return one.toLowerCase() === other.toLowerCase();
}

function isInside(id: string, scope: string): boolean {
	return id.toLowerCase().startsWith(`${scope.toLowerCase()}/`);
}

function describe({scope}: Lock, subscriptionScope: string): string {
	return isAt(scope, subscriptionScope) ? 'the subscription' : (scope.split('/').at(-1) ?? scope);
}
