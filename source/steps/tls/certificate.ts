import type {HostReport} from '../../host/protocol.ts';
import {ExternalError} from '../../errors/kinds.ts';
import {lookAtHost, unitFinding} from '../host/report.ts';
import type {Inspection, MachineStep} from '../step.ts';
import {portTiming, provePort80, type PortTiming} from './port-80.ts';

/** The certificate, fetched by the machine itself and renewed there; port 80 is proven from outside first. */
export function certificateStep(timing: PortTiming = portTiming): MachineStep<'tls.certificate'> {
	return {
		id: 'tls.certificate',
		plane: 'tls',
		title: 'Get the certificate',
		needs: ['azure.address', 'host.stack', 'dns.propagation', 'host.firewall'],
		looksWith: ['host.ssh'],

		async inspect(context) {
			const look = await lookAtHost(context);
			return 'finding' in look ? look.finding : judge(look.report);
		},

		async apply(context) {
			const {gateways, signal, say} = context;
			await provePort80(context, timing);
			await gateways.host.apply('tls', {signal, say});
			const {certificate: made} = await gateways.host.inspect(signal);
			if (!made) {
				throw new ExternalError({
					code: 'tls.missing',
					cause: 'The machine says that it got a certificate, but has none.',
					outcome: 'What was made before is kept.',
					next: 'Run the same command again.',
				});
			}

			return {issuer: made.issuer, expires: made.expires};
		},
	};
}

function judge({certificate: held, units}: HostReport): Inspection<'tls.certificate'> {
	const tls = unitFinding(units.tls);
	if (!held) {
		return {...tls, state: tls.state === 'ok' ? 'absent' : tls.state};
	}

	const evidence = `${held.issuer}, until ${held.expires.slice(0, 10)}`;
	if (held.selfSigned) {
		return {state: 'absent', evidence: `${evidence}; self-signed, as a placeholder`, fix: 'Gets a certificate that browsers trust.'};
	}

	if (Date.parse(held.expires) <= Date.now()) {
		return {state: 'broken', evidence, cause: `The certificate expired on ${held.expires.slice(0, 10)}.`, fix: 'Gets a new one.'};
	}

	return tls.state === 'ok'
		? {state: 'ok', evidence, result: {issuer: held.issuer, expires: held.expires}}
		: {...tls, evidence, fix: 'Gets a new one.'};
}
