import type {CaaRecord} from 'node:dns';
import {Resolver} from 'node:dns/promises';
import type {Endpoints} from '../environment/endpoints.ts';
import {numeric, patience} from './resolver.ts';

/** The nearest name that has CAA records, and which. */
export interface CaaHolder {
	holder: string;
	records: CaaRecord[];
}

/** What DNS says of a zone as a whole, asked at public resolvers. */
export interface DelegationGateway {
	/** Name servers that the world asks for `zone`, lower case; empty when there is no such zone. */
	nameServers(zone: string, signal: AbortSignal): Promise<string[]>;
	/** The CAA records that count for `name`: its own or those of the nearest name above. */
	authorities(name: string, signal: AbortSignal): Promise<CaaHolder | undefined>;
}

const nothingThere = ['ENODATA', 'ENOTFOUND'];

/** The delegation as public resolvers know it. Throws the resolver's error when none of them answers. */
export class Delegation implements DelegationGateway {
	constructor(readonly endpoints: Pick<Endpoints, 'dnsServers'>) {}

	async nameServers(zone: string, signal: AbortSignal): Promise<string[]> {
		const servers = await this.#ask(signal, async resolver => resolver.resolveNs(zone));
		return servers.map(server => server.toLowerCase()).toSorted();
	}

	/** All names above are asked at once: one answer's time, however deep the name is. */
	async authorities(name: string, signal: AbortSignal): Promise<CaaHolder | undefined> {
		const labels = name.split('.');
		const holders = labels.map((_, index) => labels.slice(index).join('.'));
		const found = await Promise.all(
			holders.map(async holder => ({holder, records: await this.#ask(signal, async resolver => resolver.resolveCaa(holder))})),
		);
		return found.find(({records}) => records.length > 0);
	}

	/** The answer of the first resolver that has one. */
	async #ask<T>(signal: AbortSignal, question: (resolver: Resolver) => Promise<T[]>): Promise<T[]> {
		let problem: unknown;
		for (const server of this.endpoints.dnsServers) {
			signal.throwIfAborted();
			const resolver = new Resolver(patience);
			const cancel = () => resolver.cancel();
			signal.addEventListener('abort', cancel, {once: true});
			try {
				resolver.setServers([await numeric(server)]);
				return await question(resolver);
			} catch (error) {
				if (error instanceof Error && 'code' in error && nothingThere.includes(String(error.code))) {
					return [];
				}

				problem = error;
			} finally {
				signal.removeEventListener('abort', cancel);
			}
		}

		throw problem;
	}
}
