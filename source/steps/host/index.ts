import type {AnyStep, OnMachine} from '../step.ts';
import {program} from './program.ts';
import {ssh} from './ssh.ts';
import {unitStep} from './unit.ts';

/** The machine from its first SSH connection to its timers. */
export const hostSteps: readonly AnyStep<OnMachine>[] = [
	ssh,
	program,
	unitStep('host.base', 'Install base packages', ['host.program']),
	unitStep('host.disk', 'Prepare the data disk', ['host.base']),
	unitStep('host.docker', 'Install Docker', ['host.base']),
	unitStep('host.firewall', "Close the machine's firewall", ['host.base']),
	unitStep('host.secrets', 'Make the secrets', ['host.disk']),
	unitStep('host.images', 'Pull the images', ['host.docker']),
	unitStep('host.stack', 'Start the containers', ['host.docker', 'host.disk', 'host.secrets', 'host.images']),
	unitStep('host.hardening', 'Harden the machine', ['host.base']),
	unitStep('host.timers', 'Set the timers', ['host.stack']),
];
