import type {PipelineResponse} from '@azure/core-rest-pipeline';
import * as z from 'zod';

/** What Azure said when it refused something or when a long-running operation failed. */
export interface Failure {
	/** HTTP status; 200 for an operation that failed after it was accepted. */
	status: number;
	code: string;
	message: string;
	/** Inner reasons, which often are the real ones. */
	details: Array<{code: string; message: string}>;
	correlationId?: string;
	retryAfterSeconds?: number;
}

const detail = z.object({code: z.string().catch(''), message: z.string().catch('')});
const problem = detail.extend({details: z.array(detail.extend({details: z.array(detail).nullish()})).nullish()});
const body = z.object({status: z.string().optional(), error: problem.optional()});

/** The failure in an answer: any status from 400, or an operation that ended as Failed or Canceled. */
export function readFailure(response: PipelineResponse): Failure | undefined {
	const content = readBody(response.bodyAsText);
	const ended = /^(failed|cancell?ed)$/i.test(content?.status ?? '');
	if (response.status < 400 && !ended) {
		return undefined;
	}

	const error = content?.error;
	const correlationId = response.headers.get('x-ms-correlation-request-id') ?? response.headers.get('x-ms-request-id');
	const retryAfter = Number(response.headers.get('retry-after') ?? Number.NaN);
	return {
		status: response.status,
		code: error?.code || (ended ? `Operation${content?.status}` : `Http${response.status}`),
		message:
			error?.message || (ended ? 'The operation failed and Azure gave no reason.' : `Azure answered with status ${response.status}.`),
		details: (error?.details ?? []).flatMap(({code, message, details}) => [{code, message}, ...(details ?? [])]),
		...(correlationId ? {correlationId} : {}),
		...(Number.isNaN(retryAfter) ? {} : {retryAfterSeconds: retryAfter}),
	};
}

/** Gateways in between may answer with HTML, so a body that is no JSON is none. */
function readBody(text: string | null | undefined): z.infer<typeof body> | undefined {
	try {
		return body.parse(JSON.parse(text ?? ''));
	} catch {
		return undefined;
	}
}

const busyCodes = new Set([
	'RetryableError',
	'RetryableErrorDueToAnotherOperation',
	'AnotherOperationInProgress',
	'ReferencedResourceNotProvisioned',
	// An interface stays reserved for some minutes for a machine whose creation failed.
	'NicReservedForAnotherVm',
	'TooManyRequests',
	'SubscriptionRequestsThrottled',
]);

/** Whether the same request may well succeed in a moment: throttled, or something else is in progress. */
export function isBusy(failure: Failure): boolean {
	return failure.status === 429 || [failure, ...failure.details].some(({code}) => busyCodes.has(code));
}

const absentCodes = new Set(['ResourceNotFound', 'ResourceGroupNotFound', 'NotFound']);

/** Whether Azure said that the thing asked for does not exist (and not that the subscription or the path is wrong). */
export function isAbsent(failure: Failure): boolean {
	return failure.status === 404 && absentCodes.has(failure.code);
}
