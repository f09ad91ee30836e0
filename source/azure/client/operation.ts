import type {OperationState, PollerLike} from '@azure/core-lro';
import {ExternalError} from '../../errors/kinds.ts';
import type {Call} from './call.ts';
import type {Caller, RequestOptions} from './caller.ts';

export interface OperationOptions extends RequestOptions {
	updateIntervalInMs: number;
}

/** A long-running operation to its end, with signs of life on the way. `doing` is `creating the machine wasper-vm`. */
export async function runOperation<T>(
	caller: Caller,
	doing: string,
	call: Call,
	start: (options: OperationOptions) => PollerLike<OperationState<T>, T>,
): Promise<T> {
	const {pace} = caller;
	return caller.persist(doing, call, pace.operationSeconds, async abortSignal => {
		let status = 'starting';
		const stop = startHeartbeat(doing, call, pace.heartbeatSeconds, () => status);
		try {
			const poller = start({abortSignal, updateIntervalInMs: pace.pollMilliseconds});
			poller.onProgress(state => {
				status = state.status;
			});
			return await poller.pollUntilDone({abortSignal});
		} finally {
			stop();
		}
	});
}

const finalState = /^(succeeded|failed|canceled)$/i;

/** Whether Azure is done with a resource, well or badly; other states are on their way. */
export function isProvisioned(provisioningState: string): boolean {
	return finalState.test(provisioningState);
}

/** Waits until Azure has finished what an earlier run or somebody else began; undefined when the thing went away. */
export async function waitUntilProvisioned<T extends {provisioningState: string}>(
	caller: Caller,
	doing: string,
	call: Call,
	find: () => Promise<T | undefined>,
): Promise<T | undefined> {
	const {pace} = caller;
	using deadline = caller.deadlines.start(pace.operationSeconds);
	let status = 'unknown';
	const stop = startHeartbeat(doing, call, pace.heartbeatSeconds, () => status);
	try {
		while (!deadline.signal.aborted) {
			const found = await find();
			if (!found || isProvisioned(found.provisioningState)) {
				return found;
			}

			status = found.provisioningState;
			await caller.rest(pace.pollMilliseconds / 1000, call);
		}
	} finally {
		stop();
	}

	throw new ExternalError({
		code: 'azure.deadline',
		cause: `Azure did not finish in time: gave up while ${doing} (${status}).`,
		outcome: 'Azure goes on with it.',
		next: 'Run the same command again later: it waits for what Azure is still making.',
	});
}

/** Says every few seconds that `doing` still goes on; returns what ends it. */
function startHeartbeat(doing: string, call: Call, seconds: number, status: () => string): () => void {
	const began = Date.now();
	const timer = setInterval(() => {
		call.say(`${doing}: ${Math.round((Date.now() - began) / 1000)} s, ${status()}`);
	}, seconds * 1000);
	return () => {
		clearInterval(timer);
	};
}
