import {appSteps} from './app/index.ts';
import {azureSteps} from './azure/index.ts';
import {dnsSteps} from './dns/index.ts';
import {hostSteps} from './host/index.ts';
import type {AnyStep} from './step.ts';
import {tlsSteps} from './tls/index.ts';

/** Every step of a deployment, plane by plane as a person thinks of them; `needs` alone decide when each begins. */
export const steps: readonly AnyStep[] = [...azureSteps, ...hostSteps, ...dnsSteps, ...tlsSteps, ...appSteps];
