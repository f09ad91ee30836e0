import type {AnyStep} from '../step.ts';
import {address} from './address.ts';
import {disk} from './disk.ts';
import {firewall} from './firewall.ts';
import {group} from './group.ts';
import {networkInterface} from './interface.ts';
import {machine} from './machine/machine.ts';
import {network} from './network.ts';
import {providers} from './providers.ts';

/** The Azure plane, in the order in which a person thinks of it. */
export const azureSteps: readonly AnyStep[] = [providers, group, network, firewall, address, disk, networkInterface, machine];
