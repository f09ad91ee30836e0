import type {Handle} from '../handle.ts';
import type {Machine, GivenIdentity} from '../machine.ts';
import {machineStep, type AnyStep, type OnMachine} from '../step.ts';

/** What `--host` says of a machine that exists already: its address and its identity are known, and nothing is created. */
export function givenMachine(machine: Machine, {ip, ...identity}: {ip: string} & GivenIdentity): readonly AnyStep<OnMachine>[] {
	return [
		known(machine.address, 'Address of the machine', ip, {ip}),
		known(machine.identity, 'Host key of the machine', 'accepted before', identity),
	];
}

function known<Result>(gives: Handle<Result>, title: string, evidence: string, result: Result): AnyStep<OnMachine> {
	return machineStep({
		id: gives.id,
		plane: 'host',
		title,
		needs: {},
		gives,
		inspect: async () => ({evidence, findings: [], result}),
		apply: async () => result,
	});
}
