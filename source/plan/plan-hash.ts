import {createHash} from 'node:crypto';
import type {Choices} from '../deployment/choices.ts';
import type {DoneStep} from './plan-differences.ts';

/** 16 hexadecimal digits over what was decided and what would be done: equal for plans that do the same to the same world. */
export function planHash(choices: Choices, steps: readonly DoneStep[]): string {
	const done = steps.map(({step, action, changes, blocked}) => [step, action, changes, blocked]);
	return createHash('sha256')
		.update(JSON.stringify([decisions(choices), done]))
		.digest('hex')
		.slice(0, 16);
}

/** What was decided, without what may differ between two who decide the same: secrets, and where they are kept. */
function decisions({subscription, zone, sshKey, owner, ...others}: Choices): Record<string, unknown> {
	return {
		// A secret writes itself as [REDACTED], whatever it holds.
		...others,
		subscription: subscription.id,
		zone: zone.name,
		// Its public half may still have to be made.
		sshKey: sshKey.privateKeyPath,
		owner: [owner.email, owner.firstName, owner.lastName],
	};
}
