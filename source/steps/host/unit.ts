import type {HostUnit} from '../../host/protocol.ts';
import {instanceId, instanceTitle, type Machine} from '../machine.ts';
import {machineStep, type Needs} from '../step.ts';
import {inspectHost} from './report.ts';
import {hostUnit, sshConnection} from './results.ts';

/** A step whose whole work is one unit of wasperctl on the machine; `needs` are the units before it. */
export function unitStep<const N extends Needs>(unit: HostUnit, title: string, machine: Machine, needs: N) {
	const id = instanceId(`host.${unit}`, machine);
	return machineStep({
		id,
		plane: 'host',
		title: instanceTitle(title, machine),
		needs: {...needs, ssh: sshConnection(machine)},
		gives: hostUnit(unit, machine),
		inspectsWith: ['ssh'],

		inspect: async context =>
			inspectHost(id, machine, context, ({units: {[unit]: report}}) => {
				const {evidence, findings} = report;
				return {evidence, findings, ...(findings.length === 0 && {result: {evidence}})};
			}),

		async apply({gateways, signal, say}) {
			const {evidence} = await gateways.hosts.machine(machine.name).apply(unit, {signal, say});
			return {evidence};
		},
	});
}
