import {createHash} from 'node:crypto';
import type {Choices} from '../deployment/choices.ts';
import {withoutSecrets, type WithoutSecrets} from '../deployment/deployment.ts';
import type {DecidedStep} from './plan-differences.ts';

/** 16 hexadecimal digits over what was decided and what would be done: equal for plans that do the same to the same resources. */
export function planHash(choices: WithoutSecrets<Choices>, steps: readonly DecidedStep[]): string {
	const decided = steps.map(({step, action, findings}) => [
		step,
		action,
		findings.map(({code, changes, blocked}) => [code, changes, blocked]),
	]);
	return createHash('sha256')
		.update(JSON.stringify([decisions(withoutSecrets(choices)), decided]))
		.digest('hex')
		.slice(0, 16);
}

/** What was decided, without what may differ between two people who decide the same: secrets, and where they are kept. */
function decisions({subscription, zone, sshKey, owner, ...others}: WithoutSecrets<Choices>): Record<string, unknown> {
	return {
		...others,
		subscription: subscription.id,
		zone: zone.name,
		// Its public half may still have to be created.
		sshKey: sshKey.privateKeyPath,
		owner: [owner.email, owner.firstName, owner.lastName],
	};
}
