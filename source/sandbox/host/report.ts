import {X509Certificate} from 'node:crypto';
import {hostUnits, protocolVersion, type HostReport, type HostUnit, type UnitReport} from '../../host/protocol.ts';
import {hostSeconds, os} from './definitions.ts';
import type {Host} from './host.ts';

/** What `wasperctl inspect --json` prints. */
export function hostReport(host: Host): HostReport {
	const {machine, disk} = host.memory;
	const units = Object.fromEntries(hostUnits.map(unit => [unit, host.unit(unit)])) as Record<HostUnit, UnitReport>;
	return {
		protocol: protocolVersion,
		version: machine.program ?? '',
		bootId: machine.bootId,
		os,
		cloudInit: Date.now() < cloudInitEnd(host) ? 'running' : 'done',
		units,
		...(machine.settings && {settings: machine.settings}),
		...(disk.release !== undefined && {release: disk.release}),
		...(host.servesWeb && {certificate: certificateOf(host), probe: host.probe, app: {version: host.version, healthy: host.healthy}}),
		...(disk.owner && {owner: disk.owner}),
		...(host.lock && {lock: host.lock}),
	};
}

/** When cloud-init has finished, in milliseconds since 1970. */
export function cloudInitEnd(host: Host): number {
	return Date.parse(host.memory.machine.booted) + host.latency.scaled(hostSeconds.cloudInit);
}

/** The certificate that the site serves. */
export function certificateOf(host: Host): HostReport['certificate'] {
	const certificate = new X509Certificate(host.certificate.chain);
	return {
		issuer: /^(?:O|CN)=(?<name>.+)/m.exec(certificate.issuer)?.groups?.['name'] ?? certificate.issuer,
		expires: new Date(certificate.validTo).toISOString(),
		selfSigned: certificate.issuer === certificate.subject,
	};
}
