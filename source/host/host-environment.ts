import {readFile} from 'node:fs/promises';
import type {Endpoints} from '../environment/endpoints.ts';
import type {HostSettings} from './protocol.ts';

/** Where the machine finds the outside world, as far as it is not the public one. */
export type HostEnvironment = Pick<HostSettings, 'acmeDirectory' | 'acmeAuthority' | 'dnsServers' | 'registryMirror'>;

/** What the machine must know of the world at `endpoints`. Name servers of this computer's loopback are of no use to it. */
export async function hostEnvironment({
	acmeDirectory,
	acmeAuthorityFile,
	dnsServersGiven,
	dnsServers = [],
	registryMirror,
}: Pick<Endpoints, 'acmeDirectory'> & Partial<Endpoints>): Promise<HostEnvironment> {
	const reachable = dnsServers.filter(server => !/^(127\.|localhost:|\[::1\])/.test(server));
	return {
		acmeDirectory,
		...(acmeAuthorityFile && {acmeAuthority: await readFile(acmeAuthorityFile, 'utf8')}),
		...(dnsServersGiven && reachable.length > 0 && {dnsServers: reachable}),
		...(registryMirror && {registryMirror}),
	};
}
