import type {Results} from '../results.ts';
import type {AnyStep, MachineStep, OnMachine} from '../step.ts';

/** The place of Azure's plane where a machine stands already: what the other steps need of it is known, and nothing is made. */
export function givenMachine(machine: {ip: string; hostKey: string; port: number}): readonly AnyStep<OnMachine>[] {
	const {ip, hostKey, port} = machine;
	return [
		known('azure.address', 'Address of the machine', ip, {id: ip, ip}),
		known('azure.machine', 'Host key of the machine', 'accepted before', {id: ip, hostKey, port}),
	];
}

function known<Id extends 'azure.address' | 'azure.machine'>(
	id: Id,
	title: string,
	evidence: string,
	result: Results[Id],
): MachineStep<Id> {
	return {
		id,
		plane: 'host',
		title,
		needs: [],
		inspect: async () => ({state: 'ok', evidence, result}),
		apply: async () => result,
	};
}
