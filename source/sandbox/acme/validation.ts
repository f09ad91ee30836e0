import {Resolver} from 'node:dns/promises';
import {get} from 'node:http';
import {text} from 'node:stream/consumers';
import {Problem} from './problem.ts';

const caaIdentity = 'letsencrypt.org';
const deadline = 10_000;

/** The internet as the certificate authority sees it. */
export interface Internet {
	/** Servers, `host:port`, that answer for every name. */
	dnsServers: string[];
	/** Where a connection to an address and port really goes; undefined when nobody is there. */
	connectTo(address: string, port: number): {host: string; port: number} | undefined;
}

/** Proves by http-01 that the holder of the account's key controls `name`. Throws a Problem in the authority's words. */
export async function validateHttp(name: string, token: string, thumbprint: string, internet: Internet): Promise<void> {
	const resolver = new Resolver({timeout: 2000, tries: 2});
	resolver.setServers(internet.dnsServers);
	const address = await addressOf(resolver, name);
	await checkCaa(resolver, name);

	const url = `http://${name}/.well-known/acme-challenge/${token}`;
	const {status, body} = await fetchChallenge(url, address, internet);
	const expected = `${token}.${thumbprint}`;
	if (status !== 200) {
		throw new Problem('unauthorized', 403, `${address}: Invalid response from ${url}: ${status}`);
	}

	if (body.trim() !== expected) {
		throw new Problem(
			'unauthorized',
			403,
			`The key authorization file from the server did not match this challenge. Expected "${expected}" (got "${body.slice(0, 100).trim()}")`,
		);
	}
}

/** The address that is tried: IPv6 before IPv4, as the public authority does. */
async function addressOf(resolver: Resolver, name: string): Promise<string> {
	const reasons = new Map<string, string>();
	for (const [type, resolve] of [
		['AAAA', async () => resolver.resolve6(name)],
		['A', async () => resolver.resolve4(name)],
	] as const) {
		try {
			// oxlint-disable-next-line no-await-in-loop -- the second is asked only when the first has nothing
			const [address] = await resolve();
			if (address) {
				return address;
			}
		} catch (error) {
			reasons.set(type, (error as NodeJS.ErrnoException).code ?? String(error));
		}
	}

	if ([...reasons.values()].every(reason => reason === 'ENODATA')) {
		throw new Problem('dns', 400, `no valid A records found for ${name}; no valid AAAA records found for ${name}`);
	}

	const detail = [...reasons].map(([type, reason]) => dnsDetail(type, reason, name)).toReversed();
	throw new Problem('dns', 400, detail.join('; '));
}

function dnsDetail(type: string, reason: string, name: string): string {
	const code = {ENOTFOUND: 'NXDOMAIN', ETIMEOUT: 'query timed out', ESERVFAIL: 'SERVFAIL', EREFUSED: 'REFUSED'}[reason] ?? reason;
	const advice = code === 'NXDOMAIN' ? ` - check that a DNS record exists for this domain` : '';
	return `DNS problem: ${code} looking up ${type} for ${name}${advice}`;
}

/** Climbs from `name` to the nearest CAA records; they must allow this authority. */
async function checkCaa(resolver: Resolver, name: string): Promise<void> {
	for (let domain = name; domain.includes('.'); domain = domain.slice(domain.indexOf('.') + 1)) {
		// oxlint-disable-next-line no-await-in-loop -- a climb, one level after the other
		const records = await resolver.resolveCaa(domain).catch(() => []);
		const issuers = records.flatMap(record => (record.issue === undefined ? [] : [record.issue.split(';')[0]?.trim()]));
		if (issuers.length > 0 && !issuers.includes(caaIdentity)) {
			throw new Problem('caa', 403, `CAA record for ${domain} prevents issuance`);
		}

		if (records.length > 0) {
			return;
		}
	}
}

async function fetchChallenge(url: string, address: string, internet: Internet): Promise<{status: number; body: string}> {
	const target = internet.connectTo(address, 80);
	try {
		if (!target) {
			throw new Error('Timeout during connect (likely firewall problem)');
		}

		return await new Promise((resolve, reject) => {
			const {host, pathname} = new URL(url);
			const request = get({...target, path: pathname, headers: {host}, agent: false, signal: AbortSignal.timeout(deadline)}, response => {
				text(response).then(body => resolve({status: response.statusCode ?? 0, body}), reject);
			});
			request.once('error', reject);
		});
	} catch (error) {
		const {code, message} = error as NodeJS.ErrnoException;
		const words =
			{
				ECONNREFUSED: 'Connection refused',
				ECONNRESET: 'Connection reset by peer',
				ABORT_ERR: 'Timeout after connect (your server may be slow or overloaded)',
			}[code ?? ''] ?? message;
		throw new Problem('connection', 400, `${address}: Fetching ${url}: ${words}`);
	}
}
