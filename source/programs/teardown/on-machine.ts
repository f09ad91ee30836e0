import {givenMachine} from '../../steps/host/given-machine.ts';
import type {GivenIdentity, Machine} from '../../steps/machine.ts';
import type {OnMachine} from '../../steps/step.ts';
import {machineSteps} from '../../steps/steps.ts';
import {removalProgram, type RemovalScope} from './removal.ts';

/** What a teardown works on that keeps the machine. */
export interface OnMachineRemovalScope extends RemovalScope<OnMachine> {
	machine: Machine;
	/** What `--host` and the operator say of it. */
	given: {ip: string} & GivenIdentity;
}

/** The teardown without Azure: removes Wasper from a machine, and its DNS record. */
export const teardownOnMachine = removalProgram<OnMachineRemovalScope, OnMachine>({
	steps: ({machine, given}) => [...givenMachine(machine, given), ...machineSteps(machine)],
	outcome: () => 'What was removed is gone; the rest is kept.',
	left: {
		outcome: 'Wasper is removed only in part.',
		next: 'Run the same command again; what is still there after that can be removed on the machine and in the Cloudflare dashboard.',
	},
});
