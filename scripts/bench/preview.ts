import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {settleGiven} from '../../source/answers/complete.ts';
import {draft} from '../../source/answers/finish.ts';
import {questionKeys} from '../../source/answers/questions.ts';
import {openWorld} from '../../source/commands/world.ts';
import {unpriced} from '../../source/deployment/bill.ts';
import {describeDeployment} from '../../source/deployment/deployment.ts';
import {Secret} from '../../source/deployment/secret.ts';
import {trustAuthority} from '../../source/environment/trust.ts';
import {startSandbox} from '../../source/sandbox/start.ts';
import {azureSteps} from '../../source/steps/azure/index.ts';
import type {StepContext} from '../../source/steps/step.ts';

export interface PreviewTimes {
	/** Seconds from the last answer to the plan of an empty subscription, one for each round. */
	plan: number[];
	/** Seconds of the slowest of the looks and questions that it is made of, each alone, in the same round. */
	slowest: number[];
}

const given = {
	answers: {target: 'sandbox', domain: 'wasper.example.com', ownerEmail: 'a@example.com', ownerPassword: new Secret('')},
	origins: {},
};

/** Plans of an empty subscription at stand-ins with the real services' latencies, beside the slowest thing that each waits for. */
export async function preview(rounds: number): Promise<PreviewTimes> {
	const folder = await mkdtemp(path.join(tmpdir(), 'wasper-bench-plan-'));
	const sandbox = await startSandbox({stateFolder: folder, latencyScale: 1});
	try {
		trustAuthority(sandbox.caCertificate);
		const brings = {cloudflareToken: new Secret(sandbox.environment['CLOUDFLARE_API_TOKEN'] ?? '')};
		const world = openWorld({environment: sandbox.environment, pace: 1, folder, brings});
		const {settled} = await settleGiven(questionKeys, {given, openWorld: async () => world});
		const choices = draft(settled);
		const deployment = describeDeployment(choices, await world.size(choices), {publicKey: ''}, unpriced);
		// An empty subscription's steps of Azure read no results and ask nobody.
		const context = {
			deployment,
			gateways: world.gateways(choices),
			signal: new AbortController().signal,
			say() {},
			retrying() {},
		} as unknown;
		const sizes = await world.offered(choices.subscription.id, choices.region);
		const names = sizes.map(({name}) => name);
		const alone = [
			...azureSteps.map(step => async () => step.inspect(context as StepContext)),
			async () => world.prices(choices.region, names, choices.currency),
		];

		const times: PreviewTimes = {plan: [], slowest: []};
		await world.preview(choices); // The first also loads code.
		for (let round = 0; round < rounds; round++) {
			times.plan.push(await seconds(async () => world.preview(choices)));
			const single: number[] = [];
			for (const ask of alone) {
				single.push(await seconds(ask));
			}

			times.slowest.push(Math.max(...single));
		}

		return times;
	} finally {
		await sandbox.close();
		await rm(folder, {recursive: true, force: true});
	}
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
	const begun = performance.now();
	await work();
	return (performance.now() - begun) / 1000;
}
