import {lookup, Resolver} from 'node:dns/promises';
import {isIP} from 'node:net';
import type {Endpoints} from '../environment/endpoints.ts';
import type {DnsAnswer, DnsGateway} from './gateway.ts';

/** Milliseconds for one try, and how many. */
export const patience = {timeout: 3000, tries: 2};

/** Answers of a server that is well and has nothing under this name or of this type. */
const nothingThere = new Set(['ENODATA', 'ENOTFOUND']);

/** DNS over the resolver of c-ares, at servers that are named one by one. */
export class DnsResolver implements DnsGateway {
	constructor(readonly endpoints: Pick<Endpoints, 'dnsServers' | 'dnsServersGiven'>) {}

	/** Servers that the operator named stand for all of DNS, the zone's own name servers included. */
	async askAuthoritative(name: string, nameServers: string[], signal: AbortSignal): Promise<DnsAnswer[]> {
		if (this.endpoints.dnsServersGiven) {
			return this.askPublic(name, signal);
		}

		return Promise.all(
			nameServers.map(async server => {
				const addresses = await this.#addressesOf(server, signal);
				const [address] = addresses;
				return address
					? askServer(name, server, `${address}:53`, signal)
					: {server, addresses: [], strays: [], error: 'no address is known for it'};
			}),
		);
	}

	async askPublic(name: string, signal: AbortSignal): Promise<DnsAnswer[]> {
		return Promise.all(this.endpoints.dnsServers.map(async server => askServer(name, server, server, signal)));
	}

	/** Addresses of a name server, from the first public resolver that knows them. */
	async #addressesOf(nameServer: string, signal: AbortSignal): Promise<string[]> {
		for (const server of this.endpoints.dnsServers) {
			const {addresses} = await askServer(nameServer, server, server, signal);
			if (addresses.length > 0) {
				return addresses;
			}
		}

		return [];
	}
}

/** The name at one server, `endpoint` as host:port. Never throws but on abort: the answer says what went wrong. */
async function askServer(name: string, server: string, endpoint: string, signal: AbortSignal): Promise<DnsAnswer> {
	signal.throwIfAborted();
	const resolver = new Resolver(patience);
	const cancel = () => resolver.cancel();
	signal.addEventListener('abort', cancel, {once: true});
	try {
		resolver.setServers([await numeric(endpoint)]);
		signal.throwIfAborted();
		const [addresses, aaaa, cname] = await Promise.all([
			orNone(resolver.resolve4(name)),
			orNone(resolver.resolve6(name)),
			orNone(resolver.resolveCname(name)),
		]);
		return {
			server,
			addresses: addresses.sort(),
			strays: [...cname.map(target => `CNAME ${target}`), ...aaaa.map(address => `AAAA ${address}`)],
		};
	} catch (error) {
		signal.throwIfAborted();
		return {server, addresses: [], strays: [], error: inWords(error)};
	} finally {
		signal.removeEventListener('abort', cancel);
	}
}

async function orNone(answer: Promise<string[]>): Promise<string[]> {
	try {
		return await answer;
	} catch (error) {
		if (nothingThere.has(codeOf(error))) {
			return [];
		}

		throw error;
	}
}

/** `host:port` with the host as an address, which is all that the resolver takes. */
export async function numeric(endpoint: string): Promise<string> {
	const colon = endpoint.lastIndexOf(':');
	const host = endpoint.slice(0, colon);
	if (isIP(host) || host.startsWith('[')) {
		return endpoint;
	}

	const {address} = await lookup(host, {family: 4});
	return `${address}${endpoint.slice(colon)}`;
}

function inWords(error: unknown): string {
	const words: Record<string, string> = {
		ETIMEOUT: 'no answer',
		ECONNREFUSED: 'nothing listens there',
		ESERVFAIL: 'the server failed (SERVFAIL)',
		EREFUSED: 'the server refuses the question (REFUSED)',
	};
	return words[codeOf(error)] ?? (codeOf(error) || String(error));
}

function codeOf(error: unknown): string {
	return error instanceof Error && 'code' in error ? String(error.code) : '';
}
