import type {HostUnit} from '../../host/protocol.ts';
import type {Machine} from '../machine.ts';
import type {AnyStep, OnMachine} from '../step.ts';
import {programStep} from './program.ts';
import {removal} from './removal.ts';
import {hostUnit, installedProgram} from './results.ts';
import {sshStep} from './ssh.ts';
import {unitStep} from './unit.ts';

/** A machine from its first SSH connection to its timers. */
export function hostSteps(machine: Machine): readonly AnyStep<OnMachine>[] {
	const unit = (name: HostUnit) => hostUnit(name, machine);
	const [base, disk, docker, secrets, images] = [unit('base'), unit('disk'), unit('docker'), unit('secrets'), unit('images')];
	return [
		sshStep(machine),
		programStep(machine),
		unitStep('base', 'Install base packages', machine, {program: installedProgram(machine)}),
		unitStep('disk', 'Prepare the data disk', machine, {base}),
		unitStep('docker', 'Install Docker', machine, {base}),
		unitStep('firewall', 'Configure the host firewall', machine, {base}),
		unitStep('secrets', 'Generate the secrets', machine, {disk}),
		unitStep('images', 'Pull the images', machine, {docker}),
		{...unitStep('stack', 'Start the containers', machine, {docker, disk, secrets, images}), ...(machine.given && removal(machine))},
		unitStep('hardening', 'Harden the machine', machine, {base}),
		unitStep('timers', 'Set up the timers', machine, {stack: unit('stack')}),
	];
}
