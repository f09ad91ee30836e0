import type {Call} from '../../azure/client/call.ts';
import {describeLock, lockedName, lockRemoval, preventsDeletion} from '../../azure/lookups/lock.ts';
import type {Placement} from '../../deployment/deployment.ts';
import type {OwnedResource} from '../../deployment/owned-resource.ts';
import {ActionError, OperatorError} from '../../errors/kinds.ts';
import type {Gateways} from '../../steps/gateways.ts';

/**
 * Throws an ActionError when a lock keeps Azure from deleting something that is planned: nothing is removed rather than half of it.
 */
export async function refuseLocked(
	{choices}: Placement,
	planned: readonly OwnedResource[],
	{azure}: Pick<Gateways, 'azure'>,
	call: Call,
): Promise<void> {
	const ids = planned.map(({id}) => id).filter(id => id.startsWith('/subscriptions/'));
	const locks = ids.length > 0 ? await azure.locks.list(choices.subscription.id, call).catch(unlessForbidden) : [];
	const holding = locks.filter(lock => ids.some(id => preventsDeletion(lock, id)));
	const [first] = holding;
	if (first) {
		const more = holding.length > 1 ? ` and ${holding.length - 1} more` : '';
		throw new ActionError({
			code: 'ScopeLocked',
			cause: `The lock ${first.name} on ${lockedName(first)}${more} prevents deleting this deployment.`,
			outcome: 'Nothing was removed.',
			next: `Have an owner delete the lock, then run the same command again: ${holding.map(lock => lockRemoval(lock)).join(' && ')}`,
			evidence: holding.map(lock => describeLock(lock)),
		});
	}
}

/** An account that may delete without reading locks meets them only when Azure refuses. */
function unlessForbidden(error: unknown): [] {
	if (error instanceof OperatorError && error.explanation.code === 'AuthorizationFailed') {
		return [];
	}

	throw error;
}
