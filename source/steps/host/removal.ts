import {OtherProtocolError} from '../../host/other-protocol.ts';
import type {HostGateway} from '../../host/gateway.ts';
import type {HostResource} from '../../host/protocol.ts';
import {operationFailure} from '../../host/unit-failure.ts';
import {OperatorError} from '../../errors/kinds.ts';
import {instanceId, instanceTitle, type Machine} from '../machine.ts';
import type {OnMachine, Step} from '../step.ts';

/** The part of a step that removes everything that is installed on a machine, and keeps its data. The gateway must be connected. */
export function removal(machine: Machine): Required<Pick<Step<never, never, OnMachine>, 'owns' | 'remove' | 'removalTitle'>> {
	return {
		removalTitle: instanceTitle('Containers, timers and files', machine),

		async owns({gateways, signal}) {
			const resources = await listResources(gateways.hosts.machine(machine.name), signal);
			return resources.map(({kind, name, keptBecause}) => {
				const id = `${instanceId('machine', machine)}/${kind}/${name}`;
				return {id, kind, name, ...(keptBecause !== undefined && {keptBecause})};
			});
		},

		async remove({gateways, signal, say}) {
			const host = gateways.hosts.machine(machine.name);
			const resources = (await listResources(host, signal)).filter(({keptBecause}) => keptBecause === undefined);
			if (resources.length === 0) {
				return {outcome: 'skipped', evidence: 'there is nothing of ours'};
			}

			const code = await host.operate('remove', [], {signal, endless: false, output: say, problem: say});
			if (code !== 0) {
				throw operationFailure('remove', code);
			}

			return {outcome: 'removed', evidence: count(resources)};
		},
	};
}

/** Asks the machine. A wasperctl of another protocol cannot say it and is replaced first; without one nothing was installed. */
async function listResources(host: HostGateway, signal: AbortSignal): Promise<HostResource[]> {
	try {
		return await host.resources(signal);
	} catch (error) {
		if (error instanceof OtherProtocolError) {
			await host.install(signal);
			return host.resources(signal);
		}

		if (error instanceof OperatorError && error.explanation.code === 'host.noWasperctl') {
			return [];
		}

		throw error;
	}
}

/** `4 containers, 1 network` */
function count(resources: readonly HostResource[]): string {
	const kinds = Map.groupBy(resources, ({kind}) => kind);
	return [...kinds].map(([kind, {length}]) => `${length} ${kind}${length === 1 ? '' : 's'}`).join(', ');
}
