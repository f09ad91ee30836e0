import type {AnyStep, OnMachine} from '../step.ts';
import {certificateStep} from './certificate.ts';

/** The certificate. */
export const tlsSteps: readonly AnyStep<OnMachine>[] = [certificateStep()];
