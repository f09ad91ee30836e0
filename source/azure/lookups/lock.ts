/** A management lock. */
export interface Lock {
	name: string;
	level: 'ReadOnly' | 'CanNotDelete';
	/** Id of what it locks: the subscription, a group or a resource. */
	scope: string;
}

/** Whether the lock keeps Azure from deleting the resource with this id: it is inherited from above, and Azure deletes what is below, too. */
export function preventsDeletion({scope}: Lock, id: string): boolean {
	return isAtOrInside(id, scope) || isAtOrInside(scope, id);
}

/** `az lock delete --ids …` */
export function lockRemoval({scope, name}: Lock): string {
	return `az lock delete --ids ${scope}/providers/Microsoft.Authorization/locks/${name}`;
}

/** `keep (CanNotDelete) on /subscriptions/…` */
export function describeLock({name, level, scope}: Lock): string {
	return `${name} (${level}) on ${scope}`;
}

/** What the lock is on: `the subscription`, or the name of a group or resource. */
export function lockedName({scope}: Lock): string {
	const parts = scope.split('/');
	return parts.length <= 3 ? 'the subscription' : (parts.at(-1) ?? scope);
}

function isAtOrInside(id: string, scope: string): boolean {
	return `${id.toLowerCase()}/`.startsWith(`${scope.toLowerCase()}/`);
}
