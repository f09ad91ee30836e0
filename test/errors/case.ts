import type * as z from 'zod';
import type {faultSchema} from '../../source/sandbox/foundation/faults.ts';

type FaultInput = z.input<typeof faultSchema>;

/** One thing that another side says, and how the sandbox is made to say it to the real command. */
export interface Case {
	/** The other side's code, or its word for it. */
	code: string;
	/** How it comes: `409`, `operation failed`, `last lines` … */
	shape: string;
	fault: FaultInput;
	/** Remove a finished deployment instead of making one. */
	teardown?: boolean;
}

type More = Partial<Pick<Case, 'teardown' | 'shape'>> & {
	operation?: string;
	details?: unknown[];
	innererror?: object;
	target?: string;
	headers?: Record<string, string>;
};

const machine = 'azure PUT virtualMachines';

/** Azure refuses at once, in its envelope. */
export function refused(
	code: string,
	status: number,
	message: string,
	{operation = machine, headers, teardown, shape, ...inner}: More = {},
): Case {
	const answer = {status, body: {error: {code, message, ...inner}}, ...(headers && {headers})};
	return {code, shape: shape ?? String(status), fault: {operation, times: 'always', answer}, ...(teardown && {teardown})};
}

/** Azure accepts, and the long-running operation ends as failed. */
export function failed(code: string, message: string, details?: Array<Record<string, unknown>>): Case {
	return {
		code,
		shape: 'operation failed',
		fault: {operation: machine, times: 'always', failure: {code, message, ...(details && {details})}},
	};
}

/** Microsoft's sign-in refuses a token. */
export function signIn(number: number, error: string, message: string, status = 400): Case {
	const body = {
		error,
		error_description: `AADSTS${number}: ${message} Trace ID: 3f1a Correlation ID: 77c2 Timestamp: 2026-11-21 12:00:00Z`,
		error_codes: [number],
		timestamp: '2026-11-21 12:00:00Z',
		trace_id: '3f1a',
		correlation_id: '77c2',
	};
	return {
		code: `AADSTS${number}`,
		shape: `token ${status}`,
		fault: {operation: 'identity POST token', times: 'always', answer: {status, body}},
	};
}

/** Cloudflare refuses in its envelope. */
export function cloudflare(
	code: number,
	status: number,
	message: string,
	{operation, chain}: {operation?: string; chain?: Array<{code: number; message: string}>} = {},
): Case {
	// The first record that is written is the preflight's probe; the second is the machine's.
	const where = operation === undefined ? {operation: 'cloudflare POST dns_records', nth: 2} : {operation};
	const body = {success: false, errors: [{code, message, ...(chain && {error_chain: chain})}], messages: [], result: null};
	return {
		code: `Cloudflare ${code}`,
		shape: String(status),
		fault: {...where, times: 'always', answer: {status, body, headers: {'content-type': 'application/json', 'cf-ray': '8f00ba4-IAD'}}},
	};
}

/** The certificate authority refuses with a problem document. */
export function acme(type: string, status: number, detail: string, operation = 'acme new-order'): Case {
	const body = {type: `urn:ietf:params:acme:error:${type}`, detail, status};
	return {
		code: `acme ${type}`,
		shape: `problem ${status}`,
		fault: {operation, times: 'always', answer: {status, body, headers: {'content-type': 'application/problem+json'}}},
	};
}

/** The certificate authority could not be convinced: certbot's last lines. */
export function challenge(type: string, detail: string): Case {
	const evidence = [
		'Certbot failed to authenticate some domains (authenticator: webroot). The Certificate Authority reported these problems:',
		'  Domain: wasper.example.com',
		`  Type:   ${type}`,
		`  Detail: ${detail}`,
		'Some challenges have failed.',
	];
	return {
		...lines(
			'tls',
			`certbot ${type}`,
			'ACME_FAILED',
			'The authority could not be convinced of wasper.example.com (the request failed).',
			evidence,
		),
	};
}

/** A unit of the machine fails, with the last lines of the program that made it fail. */
export function lines(unit: string, what: string, code: string, message: string, evidence: string[]): Case {
	return {code: what, shape: 'last lines', fault: {operation: `host apply ${unit}`, times: 'always', failure: {code, message, evidence}}};
}
