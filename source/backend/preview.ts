import type {PreviewOptions} from '../answers/answer-source.ts';
import {unpriced} from '../deployment/billing/bill.ts';
import type {Choices} from '../deployment/choices.ts';
import {describeDeployment} from '../deployment/deployment.ts';
import type {Plan, Preview} from '../plan/plan.ts';
import {withCosts} from '../plan/plan-cost.ts';
import {planHash} from '../plan/plan-hash.ts';
import {inspectAll} from '../runner/inspect-all.ts';
import {deploymentSteps} from '../steps/steps.ts';
import {priced} from './priced.ts';
import type {Backend} from './backend.ts';

/** What a run with these choices would do and cost. Steps, prices and checks are asked side by side; nothing is changed. */
export async function preview(choices: Choices, backend: Backend, options: PreviewOptions = {}): Promise<Preview> {
	const {signal = new AbortController().signal, onPlan} = options;
	const planning = describePlan(choices, backend, signal).then(plan => {
		onPlan?.(plan);
		return plan;
	});
	const [plan, checks] = await Promise.all([planning, backend.checks(choices, options)]);
	return {plan, checks};
}

async function describePlan(choices: Choices, backend: Backend, signal: AbortSignal): Promise<Plan> {
	const [planned, {bill, prices}] = await Promise.all([look(choices, backend, signal), priced(choices, backend)]);
	return {
		steps: planned.map(step => ({...step, findings: withCosts(step.findings, {bill, prices})})),
		bill,
		budget: choices.budget,
		budgetCurrency: choices.currency,
		hash: planHash(choices, planned),
	};
}

async function look(choices: Choices, backend: Backend, signal: AbortSignal) {
	const gateways = backend.gateways(choices);
	try {
		// No look needs the bill, and a machine that is still to be created has no host key yet.
		const deployment = describeDeployment(choices, await backend.size(choices), {publicKey: ''}, unpriced);
		return await inspectAll(deploymentSteps(), {deployment, gateways, signal});
	} finally {
		gateways.hosts.close();
	}
}
