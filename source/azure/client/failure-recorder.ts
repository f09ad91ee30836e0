import {AsyncLocalStorage} from 'node:async_hooks';
import type {PipelinePolicy} from '@azure/core-rest-pipeline';
import {type Failure, readFailure} from './failure.ts';

/** The last failure that the work inside one `recordFailure` met on the wire. */
const recordings = new AsyncLocalStorage<{failure?: Failure | undefined}>();

/**
 * The SDK drops the body of what fails while it is polled, and of what fails when an operation starts.
 * This policy, the outermost of the pipeline, keeps it for the caller.
 */
export const recordFailurePolicy: PipelinePolicy = {
	name: 'recordFailurePolicy',
	async sendRequest(request, next) {
		const recording = recordings.getStore();
		// What is thrown now says more than what an earlier answer said.
		delete recording?.failure;
		const response = await next(request);
		if (recording) {
			recording.failure = readFailure(response);
		}

		return response;
	},
};

/** Something thrown by the SDK, with what Azure had said on the wire, when it had said something. */
export class RequestError extends Error {
	override readonly name = 'RequestError';

	constructor(
		override readonly cause: unknown,
		readonly failure: Failure | undefined,
	) {
		super(cause instanceof Error ? cause.message : String(cause));
	}
}

/** Does `work`; what it throws comes back as a RequestError with the failure's whole body. */
export async function recordFailure<T>(work: () => Promise<T>): Promise<T> {
	const recording: {failure?: Failure | undefined} = {};
	try {
		return await recordings.run(recording, work);
	} catch (error) {
		throw new RequestError(error, recording.failure);
	}
}
