import {readFile} from 'node:fs/promises';
import type {Endpoints} from '../environment/endpoints.ts';
import type {HostSettings} from './protocol.ts';

/** The servers outside the machine, where they are not the public ones. */
export type HostEnvironment = Pick<HostSettings, 'acmeDirectory' | 'acmeAuthority' | 'dnsServers' | 'registryMirror'>;

/** The part of `endpoints` that the machine must know. Name servers on this computer's loopback are left out: the machine can't reach them. */
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
