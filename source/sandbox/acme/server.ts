import type {SandboxAuthority} from '../foundation/certificates.ts';
import type {Faults} from '../foundation/faults.ts';
import {startHttps, type Answer, type HttpsServer, type Request} from '../foundation/https.ts';
import type {State} from '../foundation/state.ts';
import {openBook} from './book.ts';
import {Problem} from './problem.ts';
import {resources} from './resources.ts';
import type {Services} from './services.ts';
import {Nonces, openSigned} from './signed-request.ts';
import type {Internet} from './validation.ts';

export interface AcmeOptions {
	state: State;
	faults: Faults;
	authority: SandboxAuthority;
	internet: Internet;
	/** Milliseconds that a validation takes at least. */
	validationDelay: number;
}

/** Starts an ACME directory (RFC 8555) that validates by http-01. The url is the directory's. */
export async function startAcme({state, faults, authority, internet, validationDelay}: AcmeOptions): Promise<HttpsServer> {
	const nonces = new Nonces();
	const book = openBook(state);
	const validating = new Set<string>();
	const ports = state.table<number>('ports');
	const server = await startHttps({
		// The machine keeps the directory's address in its settings.
		port: ports.get('acme'),
		certificate: await authority.issue(['127.0.0.1', 'localhost']),
		faults,
		operation: request => `acme ${request.path.split('/')[1] ?? ''}`,
		async handle(request) {
			// Clients see the address that they connected to.
			const base = `https://${request.headers['host'] ?? ''}`;
			const services: Services = {book, authority, internet, validationDelay, validating, base, signal: request.signal};
			const answer = await respond(request, services, nonces).catch((error: unknown) => {
				if (error instanceof Problem) {
					return error.answer();
				}

				throw error;
			});
			const headers = {
				'replay-nonce': nonces.next(),
				'cache-control': 'no-store',
				link: `<${base}/directory>;rel="index"`,
				...answer.headers,
			};
			return {...answer, headers};
		},
	});
	ports.set('acme', Number(new URL(server.url).port));
	return {...server, url: `${server.url}/directory`};
}

async function respond(request: Request, services: Services, nonces: Nonces): Promise<Answer> {
	const {method, path} = request;
	const {base, book} = services;
	if (path === '/directory' && method === 'GET') {
		return {status: 200, body: directory(base)};
	}

	if (path === '/new-nonce' && (method === 'HEAD' || method === 'GET')) {
		return {status: method === 'HEAD' ? 200 : 204};
	}

	const [name = '', id = ''] = path.split('/').slice(1);
	const resource = resources[name];
	if (!resource || method !== 'POST') {
		throw new Problem('malformed', resource ? 405 : 404, resource ? 'Method not allowed' : 'Page not found');
	}

	const signed = await openSigned(request, `${base}${path}`, nonces, book);
	if (!signed.accountId && name !== 'new-account') {
		throw new Problem('malformed', 400, 'No Key ID in JWS header');
	}

	return resource(services, signed, id);
}

function directory(base: string) {
	return {
		newNonce: `${base}/new-nonce`,
		newAccount: `${base}/new-account`,
		newOrder: `${base}/new-order`,
		meta: {termsOfService: `${base}/terms`, website: 'https://letsencrypt.org', caaIdentities: ['letsencrypt.org']},
	};
}
