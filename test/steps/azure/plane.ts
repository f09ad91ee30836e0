import {createAzureGateway, type AzureGateway} from '../../../source/azure/gateway.ts';
import type {Deployment} from '../../../source/deployment/deployment.ts';
import {worstState, type FindingState} from '../../../source/plan/finding.ts';
import type {Gateways} from '../../../source/steps/gateways.ts';
import {azureSteps} from '../../../source/steps/azure/index.ts';
import {describeMachine} from '../../../source/steps/machine.ts';
import type {AnyContext, AnyStep} from '../../../source/steps/step.ts';
import {seen, type Seen} from '../seen.ts';
import {quickPace, subscriptionId} from '../../azure/fixtures.ts';
import type {RecordedAzure} from '../../azure/recorded-azure.ts';

/** The gateway over the real SDKs, with a transport that ends in memory. */
export function recordedGateway(azure: RecordedAzure): AzureGateway {
	return createAzureGateway({
		endpoints: {azure: 'https://management.azure.com'},
		credential: {getToken: async () => ({token: 'token', expiresOnTimestamp: Date.now() + 3_600_000})},
		subscriptionId,
		httpClient: azure,
		maxRetries: 0,
		pace: quickPace,
	});
}

/** All Azure steps over one gateway, walked in order as the runner would. */
export class Plane {
	readonly said: string[] = [];
	readonly stop = new AbortController();
	answer = 'keep';
	readonly steps = azureSteps(describeMachine());
	readonly #results = new Map<string, unknown>();

	constructor(
		readonly deployment: Deployment,
		readonly gateway: AzureGateway,
	) {}

	get context(): AnyContext {
		return {
			deployment: this.deployment,
			// Azure steps go through no other door.
			gateways: {azure: this.gateway} as Gateways,
			signal: this.stop.signal,
			say: line => this.said.push(line),
			retrying: cause => this.said.push(cause),
			ask: async () => this.answer,
			needs: {},
		};
	}

	/** What each step finds, by id. */
	async inspect(): Promise<Record<string, Seen>> {
		const findings = await Promise.all(this.steps.map(async step => [step.id, seen(await step.inspect(this.context))] as const));
		return Object.fromEntries(findings);
	}

	/** Inspects each step and applies what is not ok, as setup does; the states found, by id. */
	async setUp(): Promise<Record<string, FindingState | 'ok'>> {
		const states: Record<string, FindingState | 'ok'> = {};
		for (const step of this.steps) {
			const {result, findings} = await step.inspect(this.context);
			this.#results.set(step.gives.id, findings.length === 0 ? result : await step.apply(this.context, findings));
			states[step.id] = worstState(findings);
		}

		return states;
	}

	/** Removes every step, users before what they use, as teardown does. */
	async tearDown(): Promise<void> {
		for (const step of this.steps.toReversed()) {
			const removal = await step.remove?.(this.context);
			this.said.push(removal ? `${step.title}: ${removal.outcome}, ${removal.evidence}` : `${step.title}: stays`);
		}
	}

	/** The result that the step with this id gave. */
	// oxlint-disable-next-line typescript/no-explicit-any -- each step has a result of its own
	result(id: string): any {
		const step: AnyStep | undefined = this.steps.find(one => one.id === id);
		return step && this.#results.get(step.gives.id);
	}
}
