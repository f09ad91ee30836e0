import type {HostReport} from '../../host/protocol.ts';
import {ExternalError} from '../../errors/kinds.ts';
import type {Finding, Inspection} from '../../plan/finding.ts';
import {propagatedRecord} from '../dns/propagation.ts';
import {handle} from '../handle.ts';
import {inspectHost} from '../host/report.ts';
import {hostUnit, sshConnection} from '../host/results.ts';
import {instanceId, type Machine} from '../machine.ts';
import {machineStep} from '../step.ts';
import {portTiming, provePort80, type PortTiming} from './port-80.ts';

interface Certificate {
	issuer: string;
	expires: string;
}

/** The certificate of the machine's site. */
export function certificate(machine: Machine) {
	return handle<Certificate>(instanceId('tls.certificate', machine));
}

/** The certificate, obtained by the machine itself and renewed there; port 80 is tested from outside first. */
export function certificateStep(machine: Machine, timing: PortTiming = portTiming) {
	const id = instanceId('tls.certificate', machine);
	return machineStep({
		id,
		plane: 'tls',
		title: 'Get the certificate',
		needs: {
			ip: machine.address,
			stack: hostUnit('stack', machine),
			propagation: propagatedRecord,
			firewall: hostUnit('firewall', machine),
			ssh: sshConnection(machine),
		},
		gives: certificate(machine),
		inspectsWith: ['ssh'],

		inspect: async context => inspectHost(id, machine, context, assess),

		async apply(context) {
			const {gateways, signal, say} = context;
			const host = gateways.hosts.machine(machine.name);
			await provePort80(context, machine, timing);
			await host.apply('tls', {signal, say});
			const {certificate: made} = await host.inspect(signal);
			if (!made) {
				throw new ExternalError({
					code: 'tls.missing',
					cause: 'The machine reports that it got a certificate, but has none.',
					outcome: 'What was created before is kept.',
					next: 'Run the same command again.',
				});
			}

			return {issuer: made.issuer, expires: made.expires};
		},
	});
}

function assess({certificate: held, units: {tls}}: HostReport): Inspection<Certificate> {
	const {findings} = tls;
	if (!held) {
		const {evidence} = tls;
		return {evidence, findings: findings.length > 0 ? findings : [{code: 'tls.certificate.absent', state: 'absent', evidence}]};
	}

	const {issuer, expires} = held;
	const evidence = `${issuer}, until ${expires.slice(0, 10)}`;
	const own = ownFinding(held, evidence);
	const all = own ? [own] : findings.map(finding => ({...finding, evidence, fix: 'Gets a new one.'}));
	return {evidence, findings: all, ...(all.length === 0 && {result: {issuer, expires}})};
}

/** What is wrong with the certificate itself. */
function ownFinding({expires, selfSigned}: NonNullable<HostReport['certificate']>, evidence: string): Finding | undefined {
	if (selfSigned) {
		return {
			code: 'tls.certificate.self-signed',
			state: 'absent',
			evidence: `${evidence}; self-signed, as a placeholder`,
			fix: 'Gets a certificate that browsers trust.',
		};
	}

	return Date.parse(expires) <= Date.now()
		? {
				code: 'tls.certificate.expired',
				state: 'broken',
				evidence,
				cause: `The certificate expired on ${expires.slice(0, 10)}.`,
				fix: 'Gets a new one.',
			}
		: undefined;
}
