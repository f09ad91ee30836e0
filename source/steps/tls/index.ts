import type {AnyStep, OnMachine} from '../step.ts';
import {certificate} from './certificate.ts';

/** The certificate. */
export const tlsSteps: readonly AnyStep<OnMachine>[] = [certificate];
