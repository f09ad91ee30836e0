import {checkLifetime} from './lifetime.ts';
import {remarkOn, whyUnusable} from '../../deployment/subscription.ts';
import type {Context} from '../context.ts';
import {failed, passed, type Outcome} from '../outcome.ts';

/** Whether resources can be created in the subscription, and will go on running. */
export async function checkSubscription({choices, gateways, call}: Context): Promise<Outcome> {
	const {id, name} = choices.subscription;
	const found = await gateways.inquiries.subscription.find(id, call);
	if (!found) {
		return failed(`The signed-in account does not see the subscription ${name}.`, 'Choose another --subscription.', `${id} is not seen`);
	}

	const subscription = {...choices.subscription, ...found};
	const evidence = `${name} is ${found.state}, spending limit ${found.spendingLimit}`;
	const obstacle = whyUnusable(subscription);
	if (obstacle) {
		return failed(obstacle, 'Fix this in the Azure portal, or choose another --subscription.', evidence);
	}

	const remark = remarkOn(subscription);
	return remark
		? failed(remark, 'Fix this in the Azure portal, under Cost Management.', evidence, found.state === 'Enabled' ? 'note' : 'should')
		: passed(evidence);
}

/** Whether the sign-in lasts for the run. */
export async function checkSignIn({gateways}: Context): Promise<Outcome> {
	const {state, evidence, severity, cause = '', fix = ''} = checkLifetime(await gateways.session(), gateways.run);
	return state === 'failed' ? failed(cause, fix, evidence, severity) : passed(evidence);
}
