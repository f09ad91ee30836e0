import {setTimeout as pause} from 'node:timers/promises';
import {ActionError, ExternalError} from '../../errors/kinds.ts';
import type {Machine} from '../machine.ts';
import type {MachineContext} from '../step.ts';

/** How long port 80 may stay silent, in milliseconds: a firewall of the cloud takes a moment to open. */
export interface PortTiming {
	deadline: number;
	pause: number;
}

export const portTiming: PortTiming = {deadline: 30_000, pause: 2000};

/**
 * Proves that port 80 of the name reaches this very machine from here: the certificate authority will come the same way,
 * and limits failed attempts. Throws an ActionError when the time is over.
 */
export async function provePort80(
	{deployment, gateways, needs, say, signal}: MachineContext<{ip: {ip: string}}>,
	{name}: Machine,
	timing: PortTiming,
): Promise<void> {
	const {domain} = deployment.choices;
	const {ip} = needs.ip;
	const {probe} = await gateways.hosts.machine(name).inspect(signal);
	if (!probe) {
		throw new ExternalError({
			code: 'tls.noProbe',
			cause: 'The machine has no file by which port 80 could be proven.',
			outcome: 'The certificate authority was not asked.',
			next: 'Run the same command again: it puts the file there.',
		});
	}

	for (const end = performance.now() + timing.deadline; ;) {
		const {found, detail} = await gateways.outside.challenge(domain, ip, probe, signal);
		if (found) {
			say(`http://${domain} leads to this machine from outside.`);
			return;
		}

		if (performance.now() + timing.pause >= end) {
			throw silent(domain, ip, detail);
		}

		say(`Port 80 of ${domain} is not proven from here yet: ${detail}. Asking again.`);
		await pause(timing.pause, undefined, {signal});
	}
}

function silent(domain: string, ip: string, detail: string): ActionError {
	return new ActionError({
		code: 'tls.PORT_80_SILENT',
		cause: `http://${domain} does not lead to this machine from outside: ${detail}.`,
		outcome: 'The certificate authority was not asked. The site goes on with the certificate that it has.',
		next: `Let port 80 of ${ip} in wherever it is closed (network security group, a firewall before the machine); if the network that you sit in closes it, use another one. Then run the same command again.`,
		evidence: [`GET http://${domain}/.well-known/acme-challenge/… at ${ip}: ${detail}`],
	});
}
