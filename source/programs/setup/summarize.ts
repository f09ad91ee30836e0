import {billSource, monthlyTotal} from '../../deployment/billing/bill.ts';
import {shortPath} from '../../environment/short-path.ts';
import type {Summary} from '../../runner/events.ts';
import type {Finished} from '../program.ts';
import {secretPlaces} from './owner-password.ts';
import type {SetupScope} from './scope.ts';

/** What stays on the screen when everything is set up. */
export async function summarize({scope, planes}: Finished<SetupScope>): Promise<Summary> {
	const {deployment, ownerPassword} = scope;
	const {choices, url, adminUser, bill} = deployment;
	const isRehearsal = choices.target === 'sandbox';
	return {
		url,
		owner: choices.owner.email,
		secrets: await secretPlaces(ownerPassword, choices.sshKey.privateKeyPath),
		monthly: monthlyTotal(bill),
		currency: bill.currency,
		priceSource: billSource(bill),
		// Two currencies cannot be compared.
		...(bill.currency === choices.currency && {budget: choices.budget}),
		planes,
		sandbox: isRehearsal,
		next: isRehearsal
			? ['The same command without its --sandbox flags does it for real', 'create-wasper-azure teardown ends the rehearsal']
			: [
					`Open ${url} and sign in as ${choices.owner.email}`,
					`ssh -i ${shortPath(choices.sshKey.privateKeyPath)} ${adminUser}@${choices.domain}`,
					'create-wasper-azure status',
				],
	};
}
