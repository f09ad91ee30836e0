import type {Effect} from '../cloud.ts';
import type {Route} from '../routes.ts';
import {diskEffects, disks} from './disks.ts';
import {imageRoutes} from './images.ts';
import {routesOf} from './kind.ts';
import {machineEffects} from './machine-effects.ts';
import {interfaceEffects, networkInterfaces} from './network-interfaces.ts';
import {policyRoutes} from './policies.ts';
import {providerRoutes} from './providers.ts';
import {addressEffects, publicAddresses} from './public-addresses.ts';
import {groupEffects, groupRoutes} from './resource-groups.ts';
import {resourceListRoutes} from './resource-lists.ts';
import {scopeRoutes} from './scopes.ts';
import {securityGroupEffects, securityGroups} from './security-groups.ts';
import {skuRoutes} from './skus.ts';
import {subnetEffects, subnets} from './subnets.ts';
import {subscriptionRoutes} from './subscriptions.ts';
import {usageRoutes} from './usages.ts';
import {virtualMachines} from './virtual-machines.ts';
import {networkEffects, virtualNetworks} from './virtual-networks.ts';

/** Every path that the resource manager answers. */
export const routes: Route[] = [
	...subscriptionRoutes,
	...groupRoutes,
	...providerRoutes,
	...resourceListRoutes,
	...skuRoutes,
	...usageRoutes,
	...imageRoutes,
	...scopeRoutes,
	...policyRoutes,
	...routesOf(virtualNetworks),
	...routesOf(subnets),
	...routesOf(securityGroups),
	...routesOf(publicAddresses),
	...routesOf(networkInterfaces),
	...routesOf(disks),
	...routesOf(virtualMachines),
];

/** What the end of each long-running operation does. */
export const effects: Record<string, Effect> = {
	...networkEffects,
	...subnetEffects,
	...securityGroupEffects,
	...addressEffects,
	...interfaceEffects,
	...diskEffects,
	...machineEffects,
	...groupEffects,
};
