import {checkLifetime} from '../../azure/lifetime.ts';
import type {Context} from '../context.ts';
import {failed, passed, type Outcome} from '../outcome.ts';

/** States in which Azure refuses every change. */
const readOnly = new Set(['Disabled', 'Deleted', 'Expired']);

/** Whether the subscription takes changes at all. */
export async function checkSubscription({choices, doors, call}: Context): Promise<Outcome> {
	const {id, name} = choices.subscription;
	const found = await doors.inquiries.subscription.find(id, call);
	const evidence = found ? `${name} is ${found.state}, spending limit ${found.spendingLimit}` : `${name} is not seen`;
	if (!found || readOnly.has(found.state)) {
		return failed(
			`The subscription ${name} is ${found?.state.toLowerCase() ?? 'gone'}: nothing can be made in it.`,
			'Enable it again in the Azure portal, or choose another --subscription.',
			evidence,
		);
	}

	if (found.state !== 'Enabled') {
		return failed(
			`A bill of the subscription ${name} is open, and Azure may disable it.`,
			'Pay it in the Azure portal.',
			evidence,
			'should',
		);
	}

	return found.spendingLimit === 'On'
		? failed(
				`The subscription ${name} has a spending limit: when its credit is used up, Azure stops the machine.`,
				'Remove the limit in the Azure portal under Cost Management, or know that Wasper may stop.',
				evidence,
				'note',
			)
		: passed(evidence);
}

/** Whether the sign-in lasts for the run. */
export async function checkSignIn({doors}: Context): Promise<Outcome> {
	const {state, evidence, severity, cause = '', fix = ''} = checkLifetime(await doors.session(), doors.run);
	return state === 'failed' ? failed(cause, fix, evidence, severity) : passed(evidence);
}
