import type {AnyStep} from '../step.ts';
import {certificate} from './certificate.ts';

/** The certificate. */
export const tlsSteps: readonly AnyStep[] = [certificate];
