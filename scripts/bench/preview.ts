import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {validateGiven} from '../../source/answers/complete.ts';
import {draft} from '../../source/answers/finish.ts';
import {questionKeys} from '../../source/answers/questions.ts';
import {openBackend} from '../../source/backend/open-backend.ts';
import {Secret} from '../../source/deployment/secret.ts';
import {trustAuthority} from '../../source/environment/trust.ts';
import {startSandbox} from '../../source/sandbox/start.ts';
import {recordCalls, type TimedCall} from './calls.ts';

export interface PreviewTimes {
	/** Seconds from the last answer to the plan of an empty subscription, one for each round. */
	plan: number[];
	/** Seconds until the last check is answered too. */
	whole: number[];
	/** Seconds of the slowest single call of that preview: of a step's look, a price or a check. */
	slowest: number[];
	/** The calls of the last round, in the order in which they began. */
	calls: TimedCall[];
}

const given = {
	answers: {target: 'sandbox', domain: 'wasper.example.com', ownerEmail: 'a@example.com', ownerPassword: new Secret('')},
	origins: {},
};

/** Plans of an empty subscription at stand-ins with the real services' latencies, beside the slowest single call of each. */
export async function preview(rounds: number): Promise<PreviewTimes> {
	const folder = await mkdtemp(path.join(tmpdir(), 'wasper-bench-plan-'));
	const sandbox = await startSandbox({stateFolder: folder, latencyScale: 1});
	try {
		trustAuthority(sandbox.caCertificate);
		const brings = {cloudflareToken: new Secret(sandbox.environment['CLOUDFLARE_API_TOKEN'] ?? '')};
		const backend = openBackend({environment: sandbox.environment, pace: 1, folder, brings});
		const {answered} = await validateGiven(questionKeys, {given, openSource: async () => backend});
		const choices = draft(answered);
		const times: PreviewTimes = {plan: [], whole: [], slowest: [], calls: []};
		await backend.preview(choices); // The first also loads code.
		for (let round = 0; round < rounds; round++) {
			const begun = performance.now();
			const passed = () => (performance.now() - begun) / 1000;
			times.calls = await recordCalls(async () => backend.preview(choices, {onPlan: () => times.plan.push(passed())}));
			times.whole.push(passed());
			times.slowest.push(Math.max(...times.calls.map(({seconds}) => seconds)));
		}

		return times;
	} finally {
		await sandbox.close();
		await rm(folder, {recursive: true, force: true});
	}
}
