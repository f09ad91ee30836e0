import type {Machine} from '../machine.ts';
import type {AnyStep, OnMachine} from '../step.ts';
import type {StepSecrets} from '../secrets.ts';
import {healthStep} from './health.ts';
import {ownerStep} from './owner.ts';
import {publicStep} from './public.ts';

/** Wasper itself: healthy, owned, reachable. */
export function appSteps(machine: Machine, {ownerPassword}: StepSecrets = {}): readonly AnyStep<OnMachine>[] {
	return [healthStep(machine), ownerStep(machine, ownerPassword), publicStep(machine)];
}
