import type {Machine} from '../machine.ts';
import type {AnyStep} from '../step.ts';
import {addressStep} from './address.ts';
import {diskStep} from './disk.ts';
import {firewall} from './firewall.ts';
import {group} from './group.ts';
import {interfaceStep} from './interface.ts';
import {machineStep} from './machine/machine.ts';
import {network} from './network.ts';
import {providers} from './providers.ts';

/** The Azure plane of one machine, in the order in which a person thinks of it. */
export function azureSteps(machine: Machine): readonly AnyStep[] {
	return [providers, group, network, firewall, addressStep(machine), diskStep(machine), interfaceStep(machine), machineStep(machine)];
}
