import type {AnyStep, OnMachine} from '../step.ts';
import {healthStep} from './health.ts';
import {owner} from './owner.ts';
import {publicStep} from './public.ts';

/** Wasper itself: healthy, owned, reachable. */
export const appSteps: readonly AnyStep<OnMachine>[] = [healthStep(), owner, publicStep()];
