import * as z from 'zod';
import errorTable from '../../assets/errors/cloudflare.json' with {type: 'json'};
import {type ErrorEntry, explainRecognised, recognise} from '../errors/error-table.ts';
import {CancelledError, ExternalError, OperatorError} from '../errors/kinds.ts';

const entries: ErrorEntry[] = errorTable;
const kept = 'Everything created so far was kept; the records at this name were not changed.';

const flaw = z.object({code: z.number(), message: z.string().default('')});
/** The body of a refusal. The chain holds the more exact reasons. */
const refusal = z.object({errors: z.array(flaw.extend({error_chain: z.array(flaw).default([])})).default([])});

/** What the SDK's errors look like from outside; their class can't be asked for without loading the SDK. */
interface SdkError {
	status?: number;
	error?: unknown;
	headers?: Headers;
	cause?: unknown;
}

/** Whether Cloudflare says that the record exists already, which was perhaps created by a first try whose answer was lost. */
export function saysExists(error: unknown): boolean {
	return codesOf(error).some(code => code === 81_057 || code === 81_058);
}

/** Cloudflare's own codes in an error, the chain's included. */
export function codesOf(error: unknown): number[] {
	return flaws(error).map(({code}) => code);
}

/** Any error of the SDK in the operator's words. `doing` completes "Cloudflare could not …". */
export function cloudflareFailure(error: unknown, doing: string, signal?: AbortSignal): OperatorError {
	if (error instanceof OperatorError) {
		return error;
	}

	if (signal?.aborted) {
		return new CancelledError({}, {cause: error});
	}

	const {status, headers} = error as SdkError;
	const found = flaws(error);
	const evidence = [
		`could not ${doing}`,
		...(status ? [`HTTP ${status}`] : []),
		...found.map(({code, message}) => `${code} ${message}`.trim()),
		...ray(headers),
	];
	const reasons = [
		...found.map(({code, message}) => ({code: String(code), message})),
		...(status ? [{code: `Http${status}`, message: ''}] : []),
	];
	const known = recognise(entries, reasons);
	if (known) {
		return explainRecognised(known, {outcome: kept, evidence, thrown: error});
	}

	if (status === undefined) {
		return unreachable(error, evidence);
	}

	const words = found[0]?.message.replace(/\.$/, '') || `it answered with HTTP ${status}`;
	return new ExternalError(
		{
			code: 'cloudflare.failed',
			cause: `Cloudflare could not ${doing}: ${words}.`,
			outcome: kept,
			next: 'Run the same command again; if it stays, the evidence is what the support of Cloudflare asks for.',
			evidence,
		},
		{cause: error},
	);
}

function unreachable(error: unknown, evidence: string[]): ExternalError {
	return new ExternalError(
		{
			code: 'cloudflare.unreachable',
			cause: "Cloudflare's API can't be reached from here.",
			outcome: kept,
			next: "Check this computer's network (and CLOUDFLARE_BASE_URL, when it is set), then run the same command again.",
			evidence: [...evidence, ...reasons(error)],
		},
		{cause: error},
	);
}

function flaws(error: unknown): Array<{code: number; message: string}> {
	const parsed = refusal.safeParse((error as SdkError).error);
	return parsed.success ? parsed.data.errors.flatMap(({error_chain: chain, ...first}) => [first, ...chain]) : [];
}

/** The id by which Cloudflare finds a request again. */
function ray(headers: Headers | undefined): string[] {
	const id = headers?.get('cf-ray');
	return id ? [`cf-ray ${id}`] : [];
}

/** Messages of an error and of those that caused it: `fetch failed` alone says nothing. */
function reasons(error: unknown): string[] {
	return error instanceof Error ? [error.message, ...reasons(error.cause)].filter(Boolean) : [];
}
