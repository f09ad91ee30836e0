import type {Answer} from '../foundation/https.ts';

export type ProblemType =
	| 'accountDoesNotExist'
	| 'badCSR'
	| 'badNonce'
	| 'badSignatureAlgorithm'
	| 'caa'
	| 'connection'
	| 'dns'
	| 'invalidContact'
	| 'malformed'
	| 'orderNotReady'
	| 'rateLimited'
	| 'rejectedIdentifier'
	| 'unauthorized';

/** A problem document of RFC 8555, section 6.7. */
export class Problem extends Error {
	constructor(
		readonly type: ProblemType,
		readonly status: number,
		detail: string,
		readonly headers: Record<string, string> = {},
	) {
		super(detail);
	}

	document(): {type: string; detail: string; status: number} {
		return {type: `urn:ietf:params:acme:error:${this.type}`, detail: this.message, status: this.status};
	}

	answer(): Answer {
		return {status: this.status, headers: {...this.headers, 'content-type': 'application/problem+json'}, body: this.document()};
	}
}
