import {connectTarget, type Endpoints} from '../environment/endpoints.ts';

/** Milliseconds for one look from outside. */
export const visitDeadline = 10_000;

/** One look at the site: which name, where its packets go, and until when. */
export interface Visit {
	domain: string;
	scheme: 'http' | 'https';
	place: {host: string; port: number};
	signal: AbortSignal;
}

/** A visit at `ip`, on the scheme's own port, that ends after ten seconds. */
export function startVisit(
	endpoints: Pick<Endpoints, 'connectTo'>,
	scheme: 'http' | 'https',
	domain: string,
	ip: string,
	signal: AbortSignal,
): Visit {
	return {
		domain,
		scheme,
		place: connectTarget(endpoints, ip, scheme === 'https' ? 443 : 80),
		signal: AbortSignal.any([signal, AbortSignal.timeout(visitDeadline)]),
	};
}

const words: Record<string, string> = {
	ECONNREFUSED: 'the connection is refused',
	ECONNRESET: 'the connection is dropped',
	ETIMEDOUT: 'no answer',
	EHOSTUNREACH: 'there is no route to it',
	ENETUNREACH: 'there is no route to it',
	CERT_HAS_EXPIRED: 'the certificate has expired',
	DEPTH_ZERO_SELF_SIGNED_CERT: 'the certificate is self-signed',
	SELF_SIGNED_CERT_IN_CHAIN: 'the chain ends in an authority that this computer does not trust',
	UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'the chain is incomplete, or its authority is not trusted by this computer',
	UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'the chain ends in an authority that this computer does not trust',
	ERR_TLS_CERT_ALTNAME_INVALID: 'the certificate is for another name',
};

/** What went wrong on a visit, as half a sentence. */
export function visitProblem(error: unknown): string {
	if (error instanceof Error && (error.name === 'TimeoutError' || (error.cause instanceof Error && error.cause.name === 'TimeoutError'))) {
		return `no answer within ${visitDeadline / 1000} s`;
	}

	const code = error instanceof Error && 'code' in error ? String(error.code) : '';
	return words[code] ?? (error instanceof Error ? error.message || code : String(error));
}
