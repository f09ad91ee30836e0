import {setTimeout as pause} from 'node:timers/promises';
import type {PipelineResponse} from '@azure/core-rest-pipeline';
import type {OperatorError} from '../../errors/kinds.ts';
import type {Call} from '../client/call.ts';
import {explainReasons} from '../client/explain-failure.ts';
import {readFailure} from '../client/failure.ts';
import type {Connection} from '../client/connection.ts';

/** The api-version of Microsoft.Resources/deployments. */
export const deploymentsVersion = '2025-04-01';
const query = {'api-version': deploymentsVersion};
const doing = 'having Azure validate what will be created';

/** The body of a deployment to a group or, with `location`, to a subscription. It must hold no secret that counts. */
export interface RehearsedDeployment {
	/** Where Azure keeps what it knows of a deployment to a subscription. */
	location?: string;
	properties: {mode: 'Incremental'; template: object; parameters: Record<string, {value: string}>};
}

/** Azure's own rehearsal of a template: rights, policies, quotas and what the providers say, without making anything. */
export class Validation {
	readonly #connection: Connection;

	constructor(connection: Connection) {
		this.#connection = connection;
	}

	/**
	 * Why Azure would not make all of `deployment` at `scope`, a group's or a subscription's id: each reason once, in words; empty when it would.
	 * Throws an OperatorError when Azure does not rehearse it.
	 */
	async refusals(scope: string, deployment: RehearsedDeployment, call: Call): Promise<OperatorError[]> {
		const answer = await this.#connection.caller.request(doing, call, async ({abortSignal}) =>
			this.#rehearse(scope, deployment, abortSignal),
		);
		const failure = readFailure(answer);
		return failure ? explainReasons(failure, doing) : [];
	}

	/** The last answer: 200, or 400 with what is wrong. */
	async #rehearse(scope: string, deployment: RehearsedDeployment, abortSignal: AbortSignal): Promise<PipelineResponse> {
		const {clients, caller} = this.#connection;
		const path = `${scope}/providers/Microsoft.Resources/deployments/create-wasper-azure/validate`;
		let answer = await clients.post(path, query, deployment, abortSignal);
		for (let next = answer.headers.get('location'); answer.status === 202 && next; next = answer.headers.get('location') ?? next) {
			const asked = Number(answer.headers.get('retry-after') ?? 0) * 1000;
			// oxlint-disable-next-line no-await-in-loop -- one look after the other
			await pause(Math.max(asked, caller.pace.pollMilliseconds), undefined, {signal: abortSignal});
			const {pathname, searchParams} = new URL(next);
			// oxlint-disable-next-line no-await-in-loop
			answer = await clients.get(pathname, Object.fromEntries(searchParams), abortSignal);
		}

		if (answer.status !== 200 && answer.status !== 400) {
			// The reasons are in the recorded answer.
			throw new Error(`Azure answered with status ${answer.status}`);
		}

		return answer;
	}
}
