import {acme, type Case, challenge, lines} from '../case.ts';

const retry = 'retry after 2026-12-01 10:00:00 UTC: see https://letsencrypt.org/docs/rate-limits/';
const failedRequest = 'The authority could not be convinced of wasper.example.com (the request failed).';
const certbot = (what: string, ...evidence: string[]): Case => lines('tls', what, 'ACME_FAILED', failedRequest, evidence);
const found = 'http://wasper.example.com/.well-known/acme-challenge/token';

/** What Let's Encrypt says, as problem documents and through certbot. */
export const acmeCases: Case[] = [
	acme('rateLimited', 429, `too many certificates (5) already issued for this exact set of identifiers in the last 168h0m0s, ${retry}`),
	acme('rateLimited', 429, `too many certificates (50) already issued for "example.com" in the last 168h0m0s, ${retry}`),
	acme('rateLimited', 429, `too many failed authorizations (5) for "wasper.example.com" in the last 1h0m0s, ${retry}`),
	acme('rateLimited', 429, `too many new orders (300) from this account in the last 3h0m0s, ${retry}`),
	acme('rateLimited', 429, `too many new registrations (10) from this IP address in the last 3h0m0s, ${retry}`, 'acme new-account'),
	acme(
		'rateLimited',
		429,
		'Your account is temporarily prevented from requesting certificates for "wasper.example.com" and possibly others. Please visit: https://portal.letsencrypt.org/sfe/v1/unpause?jwt=x',
	),
	acme('rateLimited', 429, 'Something is limited.'),
	acme(
		'rejectedIdentifier',
		400,
		'Error creating new order :: Cannot issue for "example.com": The ACME server refuses to issue a certificate for this domain name, because it is forbidden by policy',
	),
	acme('invalidContact', 400, 'Error creating new account :: contact email has forbidden domain "example.com"', 'acme new-account'),
	acme('accountDoesNotExist', 400, 'Account "https://acme-v02.api.letsencrypt.org/acme/acct/1" not found', 'acme new-order'),
	acme('serverInternal', 500, 'The service is down for maintenance or had an internal error.'),
	acme('badNonce', 400, 'JWS has an invalid anti-replay nonce'),
	acme('malformed', 400, 'Order includes something strange'),
	{code: 'acme unreachable', shape: 'connection dropped', fault: {operation: 'acme new-order', times: 'always', drop: true}},
	challenge('caa', 'CAA record for example.com prevents issuance'),
	certbot(
		'certbot caa',
		'An unexpected error occurred:',
		'Certification Authority Authorization (CAA) records forbid the CA from issuing a certificate :: Rechecking CAA',
	),
	challenge('dns', 'DNS problem: NXDOMAIN looking up A for wasper.example.com - check that a DNS record exists for this domain'),
	challenge('dns', "DNS problem: SERVFAIL looking up A for wasper.example.com - the domain's nameservers may be malfunctioning"),
	challenge('dns', 'DNS problem: looking up A for wasper.example.com: DNSSEC: DNSKEY Missing: validation failure'),
	challenge('connection', `203.0.113.10: Fetching ${found}: Timeout during connect (likely firewall problem)`),
	challenge('connection', `203.0.113.10: Fetching ${found}: Connection refused`),
	challenge('connection', `203.0.113.10: Fetching ${found}: Connection reset by peer`),
	challenge('unauthorized', `203.0.113.10: Invalid response from ${found}: 404`),
	challenge('tls', `203.0.113.10: Fetching https://wasper.example.com/: remote error: tls: handshake failure`),
	certbot('certbot lock', 'Another instance of Certbot is already running.'),
	certbot(
		'certbot untrusted',
		'An unexpected error occurred:',
		"requests.exceptions.SSLError: HTTPSConnectionPool(host='ca.example.com', port=443): Max retries exceeded with url: /directory (Caused by SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: unable to get local issuer certificate')))",
	),
	certbot('certbot unknown', 'Something that nobody has seen yet.'),
];
