import type {PipelineResponse} from '@azure/core-rest-pipeline';
import * as z from 'zod';
import {retryAfterSeconds} from './throttling.ts';

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

const words = {code: z.string().catch(''), message: z.string().catch('')};
/** What Compute's own services add, in words of theirs. */
const inner = z.object({code: z.string(), exceptiontype: z.string(), message: z.string(), errordetail: z.string()}).partial();
/** What a policy adds: which one it was. */
const violation = z.object({info: z.object({policyDefinitionDisplayName: z.string()})});
const leaf = z.object({
	...words,
	innererror: inner.nullish().catch(undefined),
	additionalInfo: z.array(z.unknown()).nullish().catch(undefined),
});
const detail = leaf.extend({details: z.array(leaf).nullish()});
const problem = leaf.extend({details: z.array(detail).nullish()});
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
	const retryAfter = retryAfterSeconds(response.headers.get('retry-after'));
	return {
		status: response.status,
		code: error?.code || (ended ? `Operation${content?.status}` : `Http${response.status}`),
		message:
			error?.message || (ended ? 'The operation failed and Azure gave no reason.' : `Azure answered with status ${response.status}.`),
		details: error ? [...innerReasons(error), ...(error.details ?? []).flatMap(reasonsOf)] : [],
		...(correlationId ? {correlationId} : {}),
		...(retryAfter !== undefined && {retryAfterSeconds: retryAfter}),
	};
}

/** A detail, its inner reasons, and its own details. */
function reasonsOf(given: z.infer<typeof detail>): Failure['details'] {
	const {code, message, details} = given;
	return [
		{code, message},
		...innerReasons(given),
		...(details ?? []).flatMap(one => [{code: one.code, message: one.message}, ...innerReasons(one)]),
	];
}

function innerReasons({innererror, additionalInfo}: z.infer<typeof leaf>): Failure['details'] {
	const code = innererror?.code ?? innererror?.exceptiontype;
	const message = innererror?.message ?? innererror?.errordetail;
	const policies = (additionalInfo ?? []).flatMap(item => {
		const {data} = violation.safeParse(item);
		return data ? [{code: 'PolicyViolation', message: data.info.policyDefinitionDisplayName}] : [];
	});
	return [...(code || message ? [{code: code ?? '', message: message ?? ''}] : []), ...policies];
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
