import {appSteps} from './app/index.ts';
import {azureSteps} from './azure/index.ts';
import {dnsSteps} from './dns/index.ts';
import {hostSteps} from './host/index.ts';
import type {AnyStep, OnMachine} from './step.ts';
import {tlsSteps} from './tls/index.ts';

/** The steps of a site on any machine: what gives the machine stands before them. */
export const machineSteps: ReadonlyArray<AnyStep<OnMachine>> = [...hostSteps, ...dnsSteps, ...tlsSteps, ...appSteps];

/** Every step of a deployment, plane by plane as a person thinks of them; `needs` alone decide when each begins. */
export const steps: readonly AnyStep[] = [...azureSteps, ...machineSteps];
