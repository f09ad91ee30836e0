import {BlockList, isIPv4} from 'node:net';
import {ExternalError} from '../errors/kinds.ts';
import type {Endpoints} from './endpoints.ts';

const deadline = 5000;

/** Networks in which no public address lies. */
const notPublic = new BlockList();
for (const [network, prefix] of [
	['0.0.0.0', 8],
	['10.0.0.0', 8],
	['100.64.0.0', 10],
	['127.0.0.0', 8],
	['169.254.0.0', 16],
	['172.16.0.0', 12],
	['192.168.0.0', 16],
	['224.0.0.0', 3],
] as const) {
	notPublic.addSubnet(network, prefix);
}

/** This computer's public IPv4 address, as a service on the internet sees it. Throws an ExternalError within 5 s. */
export async function myAddress(endpoints: Pick<Endpoints, 'myIp'>): Promise<string> {
	const answer = await ask(endpoints.myIp);
	if (!isIPv4(answer)) {
		throw unknownAddress(`${endpoints.myIp} answered with something that is not an IPv4 address.`, [answer.slice(0, 80)]);
	}

	if (notPublic.check(answer)) {
		throw unknownAddress(`${endpoints.myIp} named ${answer}, which is not a public address.`, []);
	}

	return answer;
}

/** Whether an IPv4 address lies in a network, `198.51.100.0/24`. */
export function isInNetwork(address: string, network: string): boolean {
	const [first = '', bits = '32'] = network.split('/');
	const list = new BlockList();
	list.addSubnet(first, Number(bits));
	return list.check(address);
}

async function ask(url: string): Promise<string> {
	try {
		const response = await fetch(url, {signal: AbortSignal.timeout(deadline), headers: {accept: 'text/plain'}});
		if (!response.ok) {
			throw new Error(`HTTP ${response.status}`);
		}

		return (await response.text()).trim();
	} catch (error) {
		const cause =
			error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error instanceof Error ? error.message : error);
		throw unknownAddress(`${url} could not be asked for this computer's public address.`, [cause], error);
	}
}

function unknownAddress(cause: string, evidence: string[], origin?: unknown): ExternalError {
	return new ExternalError(
		{code: 'myAddress', cause, next: 'Name the address that may reach SSH yourself: --ssh-from ADDRESS/32.', evidence},
		{cause: origin},
	);
}
