import type {HostUnit} from '../../host/protocol.ts';
import {handle, type Handle} from '../handle.ts';
import {instanceId, type Machine} from '../machine.ts';

/** The connection to a machine whose host key is the pinned one. */
export function sshConnection(machine: Machine): Handle<{fingerprint: string}> {
	return handle(instanceId('host.ssh', machine));
}

/** `wasperctl` on a machine, of our version and with our settings. */
export function installedProgram(machine: Machine): Handle<{version: string}> {
	return handle(instanceId('host.program', machine));
}

/** One unit of a machine; `evidence` is what it said of itself. */
export function hostUnit(unit: HostUnit, machine: Machine): Handle<{evidence: string}> {
	return handle(instanceId(`host.${unit}`, machine));
}
