import {ActionError} from '../errors/kinds.ts';
import type {Secret} from '../deployment/secret.ts';
import type {Endpoints} from '../environment/endpoints.ts';
import {honestFetch} from './honest-fetch.ts';

/** Milliseconds for one request; the SDK tries three times. */
const requestTimeout = 15_000;

/**
 * The SDK with the two resources used here, 33 kB of its 670. It looks at none of its environment variables.
 * A token that is no valid header value is refused before it could show in the header's error.
 */
export async function openSdk(endpoints: Pick<Endpoints, 'cloudflare'>, token: Secret) {
	if (!/^[\x21-\x7E]+$/.test(token.reveal())) {
		throw new ActionError({
			code: 'cloudflare.tokenMalformed',
			cause: 'The Cloudflare API token is empty, or has spaces, line breaks or foreign letters in it.',
			next: 'Copy the token again, whole and alone.',
		});
	}

	const [{createClient}, {BaseZones}, {BaseRecords}] = await Promise.all([
		import('cloudflare/tree-shakable'),
		import('cloudflare/resources/zones/zones'),
		import('cloudflare/resources/dns/records'),
	]);
	return createClient({
		resources: [BaseZones, BaseRecords],
		apiToken: token.reveal(),
		apiKey: null,
		apiEmail: null,
		userServiceKey: null,
		baseURL: endpoints.cloudflare,
		timeout: requestTimeout,
		maxRetries: 2,
		logLevel: 'off',
		fetch: honestFetch,
	});
}
