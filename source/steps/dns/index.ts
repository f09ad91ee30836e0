import type {Machine} from '../machine.ts';
import type {AnyStep, OnMachine} from '../step.ts';
import {propagationStep} from './propagation.ts';
import {recordStep} from './record.ts';

/** The name: its record, and the proof that it resolves everywhere. */
export function dnsSteps(machine: Machine): readonly AnyStep<OnMachine>[] {
	return [recordStep(machine), propagationStep()];
}
