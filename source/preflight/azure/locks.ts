import {describeLock, lockedName, lockRemoval, preventsDeletion} from '../../azure/lookups/lock.ts';
import type {Context} from '../context.ts';
import {failed, passed, type Outcome} from '../outcome.ts';

/** Whether a lock prevents creating or deleting. Locks of other groups don't matter. */
export async function checkLocks(context: Context): Promise<Outcome> {
	const {choices, gateways, groupScope, call} = context;
	const locks = await gateways.inquiries.locks.list(choices.subscription.id, call);
	const ours = locks.filter(lock => preventsDeletion(lock, groupScope));
	const readOnly = ours.filter(({level}) => level === 'ReadOnly');
	const [first] = readOnly.length > 0 ? readOnly : ours;
	if (!first) {
		return passed(locks.length > 0 ? 'no lock on the deployment' : 'no locks');
	}

	const remove = `Have an owner remove it: ${lockRemoval(first)}`;
	const evidence = ours.map(lock => describeLock(lock)).join('; ');
	return readOnly.length > 0
		? failed(`The lock ${first.name} on ${lockedName(first)} prevents creating and changing resources.`, remove, evidence)
		: failed(
				`The lock ${first.name} on ${lockedName(first)} will prevent a teardown.`,
				`No action is needed now. Before a teardown: ${remove}`,
				evidence,
				'note',
			);
}
