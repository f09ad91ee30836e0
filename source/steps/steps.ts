import {appSteps} from './app/index.ts';
import {azureSteps} from './azure/index.ts';
import {dnsSteps} from './dns/index.ts';
import {hostSteps} from './host/index.ts';
import {describeMachine, type Machine} from './machine.ts';
import type {StepSecrets} from './secrets.ts';
import type {AnyStep, OnMachine} from './step.ts';
import {tlsSteps} from './tls/index.ts';

/** The steps of a site on any machine; the steps that give the machine come before them. */
export function machineSteps(machine: Machine, secrets: StepSecrets = {}): ReadonlyArray<AnyStep<OnMachine>> {
	return [...hostSteps(machine), ...dnsSteps(machine), ...tlsSteps(machine), ...appSteps(machine, secrets)];
}

/** Every step of a deployment in Azure, plane by plane as a person thinks of them; `needs` alone decide when each begins. */
export function deploymentSteps(secrets: StepSecrets = {}, machine: Machine = describeMachine()): readonly AnyStep[] {
	return [...azureSteps(machine), ...machineSteps(machine, secrets)];
}
