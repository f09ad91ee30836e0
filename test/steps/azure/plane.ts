import {createAzureGateway, type AzureGateway} from '../../../source/azure/gateway.ts';
import type {Deployment} from '../../../source/deployment/deployment.ts';
import type {Finding} from '../../../source/plan/finding.ts';
import type {Gateways} from '../../../source/steps/gateways.ts';
import {azureSteps} from '../../../source/steps/azure/index.ts';
import type {Results} from '../../../source/steps/results.ts';
import type {StepContext, StepId} from '../../../source/steps/step.ts';
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
	readonly #results = new Map<StepId, unknown>();

	constructor(
		readonly deployment: Deployment,
		readonly gateway: AzureGateway,
	) {}

	get context(): StepContext {
		return {
			deployment: this.deployment,
			// Azure steps go through no other door.
			gateways: {azure: this.gateway} as Gateways,
			signal: this.stop.signal,
			say: line => this.said.push(line),
			retrying: cause => this.said.push(cause),
			ask: async () => this.answer,
			result: <Id extends StepId>(id: Id) => this.#results.get(id) as Results[Id],
		};
	}

	/** What each step finds, by id. */
	async inspect(): Promise<Record<string, Finding>> {
		const findings = await Promise.all(azureSteps.map(async step => [step.id, await step.inspect(this.context)] as const));
		return Object.fromEntries(findings);
	}

	/** Inspects each step and applies what is not ok, as setup does; the states found, by id. */
	async setUp(): Promise<Record<string, Finding['state']>> {
		const states: Record<string, Finding['state']> = {};
		for (const step of azureSteps) {
			const {result, ...finding} = await step.inspect(this.context);
			this.#results.set(step.id, finding.state === 'ok' ? result : await step.apply(this.context, finding));
			states[step.id] = finding.state;
		}

		return states;
	}

	/** Removes every step, users before what they use, as teardown does. */
	async tearDown(): Promise<void> {
		for (const step of azureSteps.toReversed()) {
			const removal = await step.remove?.(this.context);
			this.said.push(removal ? `${step.title}: ${removal.outcome}, ${removal.evidence}` : `${step.title}: stays`);
		}
	}

	result<Id extends StepId>(id: Id): Results[Id] {
		return this.#results.get(id) as Results[Id];
	}
}
