import type {SandboxAuthority} from '../foundation/certificates.ts';
import type {Faults} from '../foundation/faults.ts';
import {startHttps, type HttpsServer} from '../foundation/https.ts';

/** The operator's public address in the rehearsal, from the range kept for documentation. */
export const operatorAddress = '198.51.100.7';

/** Starts a service that tells callers their public address as text. */
export async function startMyIp({authority, faults}: {authority: SandboxAuthority; faults: Faults}): Promise<HttpsServer> {
	return startHttps({
		certificate: await authority.issue(['127.0.0.1', 'localhost']),
		faults,
		operation: () => 'my-ip',
		handle: () => ({status: 200, body: operatorAddress}),
	});
}
