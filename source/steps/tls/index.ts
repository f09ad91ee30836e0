import type {Machine} from '../machine.ts';
import type {AnyStep, OnMachine} from '../step.ts';
import {certificateStep} from './certificate.ts';

/** The certificate. */
export function tlsSteps(machine: Machine): readonly AnyStep<OnMachine>[] {
	return [certificateStep(machine)];
}
