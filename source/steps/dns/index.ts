import type {AnyStep, OnMachine} from '../step.ts';
import {propagationStep} from './propagation.ts';
import {record} from './record.ts';

/** The name: its record, and the proof that the world knows it. */
export const dnsSteps: readonly AnyStep<OnMachine>[] = [record, propagationStep()];
