import {homedir} from 'node:os';
import {ActionError} from '../errors/kinds.ts';

/** Throws an ActionError where this account has no home folder: keys, passwords and logs would have no place. */
export function requireHome(): void {
	try {
		homedir();
	} catch (error) {
		throw new ActionError(
			{
				code: 'computer.home',
				cause: 'This account has no home folder: HOME is not set, and the system has no entry for this user id.',
				outcome: 'Nothing was begun.',
				next: 'Set HOME to a folder that this account can write to and that outlives the container, then run the same command again.',
			},
			{cause: error},
		);
	}
}
