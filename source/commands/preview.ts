import type {PreviewOptions} from '../answers/world.ts';
import {unpriced} from '../deployment/bill.ts';
import type {Choices} from '../deployment/choices.ts';
import {describeDeployment} from '../deployment/deployment.ts';
import type {Plan, Preview} from '../deployment/plan.ts';
import {withCosts} from '../deployment/plan-cost.ts';
import {planHash} from '../deployment/plan-hash.ts';
import {survey} from '../runner/survey.ts';
import {steps} from '../steps/catalogue.ts';
import {priced} from './priced.ts';
import type {OpenedWorld} from './opened-world.ts';

/** What a run with these choices would do and cost. Steps, prices and checks are asked side by side; nothing is changed. */
export async function preview(choices: Choices, world: OpenedWorld, options: PreviewOptions = {}): Promise<Preview> {
	const {signal = new AbortController().signal, onPlan} = options;
	const planning = describePlan(choices, world, signal).then(plan => {
		onPlan?.(plan);
		return plan;
	});
	const [plan, checks] = await Promise.all([planning, world.checks(choices, options)]);
	return {plan, checks};
}

async function describePlan(choices: Choices, world: OpenedWorld, signal: AbortSignal): Promise<Plan> {
	const [planned, {bill, prices}] = await Promise.all([look(choices, world, signal), priced(choices, world)]);
	return {
		steps: withCosts(planned, bill, prices),
		bill,
		budget: choices.budget,
		budgetCurrency: choices.currency,
		hash: planHash(choices, planned),
	};
}

async function look(choices: Choices, world: OpenedWorld, signal: AbortSignal) {
	const gateways = world.gateways(choices);
	try {
		// No look needs the bill, and a machine that is still to be made has no host key yet.
		const deployment = describeDeployment(choices, await world.size(choices), {publicKey: ''}, unpriced);
		return await survey(steps, {deployment, gateways, signal});
	} finally {
		gateways.host.close();
	}
}
