import {randomBytes} from 'node:crypto';
import {calculateJwkThumbprint, errors, flattenedVerify, importJWK, type JWK, type JWSHeaderParameters} from 'jose';
import * as z from 'zod';
import type {Request} from '../foundation/https.ts';
import type {Book} from './book.ts';
import {Problem} from './problem.ts';

const algorithms = ['ES256', 'ES384', 'EdDSA', 'RS256'];
const mostNonces = 1000;
const envelope = z.strictObject({protected: z.string(), payload: z.string(), signature: z.string()});

/** What a client signed. */
export interface SignedRequest {
	/** Parsed JSON; undefined for POST-as-GET. */
	payload: Record<string, unknown> | undefined;
	/** The account, unless the request carried its key itself. */
	accountId: string | undefined;
	key: JWK;
	thumbprint: string;
}

/** Nonces that are still good for one request. */
export class Nonces {
	readonly #good = new Set<string>();

	next(): string {
		const nonce = randomBytes(16).toString('base64url');
		this.#good.add(nonce);
		if (this.#good.size > mostNonces) {
			const [oldest = ''] = this.#good;
			this.#good.delete(oldest);
		}

		return nonce;
	}

	/** Uses a nonce up; false when it was not good. */
	spend(nonce: unknown): boolean {
		return typeof nonce === 'string' && this.#good.delete(nonce);
	}
}

/** Opens a signed request (RFC 8555, section 6.2). Throws a Problem when signature, nonce, url or key are not as they must be. */
export async function openSigned(request: Request, url: string, nonces: Nonces, book: Book): Promise<SignedRequest> {
	if (request.headers['content-type'] !== 'application/jose+json') {
		throw new Problem('malformed', 415, 'Invalid Content-Type header on POST. Content-Type must be "application/jose+json"');
	}

	let key: JWK | undefined;
	let accountId: string | undefined;
	try {
		const signed = envelope.parse(JSON.parse(request.body));
		const {payload, protectedHeader} = await flattenedVerify(
			signed,
			async (header: JWSHeaderParameters | undefined) => {
				accountId = header?.kid;
				key = accountId ? book.accounts.get(lastPart(accountId))?.key : header?.jwk;
				if (!key) {
					throw new Problem('accountDoesNotExist', 400, `Account "${accountId ?? ''}" not found`);
				}

				return importJWK(key, header?.alg);
			},
			{algorithms},
		);
		if (protectedHeader?.['url'] !== url) {
			throw new Problem('malformed', 400, `JWS header parameter 'url' incorrect. Expected "${url}"`);
		}

		if (!nonces.spend(protectedHeader['nonce'])) {
			throw new Problem('badNonce', 400, 'JWS has an invalid anti-replay nonce');
		}

		const text = new TextDecoder().decode(payload);
		const opened = text === '' ? undefined : z.record(z.string(), z.unknown()).parse(JSON.parse(text));
		const verifiedKey = key ?? {};
		return {
			payload: opened,
			accountId: accountId && lastPart(accountId),
			key: verifiedKey,
			thumbprint: await calculateJwkThumbprint(verifiedKey),
		};
	} catch (error) {
		throw error instanceof Problem ? error : asProblem(error);
	}
}

function asProblem(error: unknown): Problem {
	if (error instanceof errors.JOSEAlgNotAllowed) {
		return new Problem(
			'badSignatureAlgorithm',
			400,
			`JWS signature header contains unsupported algorithm; expected one of ${algorithms.join(', ')}`,
		);
	}

	return new Problem(
		'malformed',
		400,
		error instanceof errors.JWSSignatureVerificationFailed ? 'JWS verification error' : 'Parse error reading JWS',
	);
}

function lastPart(url: string): string {
	return url.slice(url.lastIndexOf('/') + 1);
}
