import type {Answer} from '../../foundation/https.ts';
import {families, isRegion} from '../offerings.ts';
import {Refusal} from '../errors.ts';
import {route, type Call, type Route} from '../routes.ts';
import {diskType} from './disks.ts';
import {all} from './kind.ts';
import {limitOf} from './limits.ts';
import {coresInUse, machinesIn} from './machine-hardware.ts';
import {interfaceType} from './network-interfaces.ts';
import {addressType} from './public-addresses.ts';
import {networkType} from './network-model.ts';

export const usageRoutes: Route[] = [
	route('GET', '/subscriptions/:subscription/providers/Microsoft.Compute/locations/:location/usages', {
		operation: 'usages',
		namespace: 'Microsoft.Compute',
		versionsOf: 'locations/usages',
		handle: compute,
	}),
	route('GET', '/subscriptions/:subscription/providers/Microsoft.Network/locations/:location/usages', {
		operation: 'usages',
		namespace: 'Microsoft.Network',
		versionsOf: 'locations/usages',
		handle: network,
	}),
];

function regionOf(call: Call): string {
	const region = call.parameter('location').toLowerCase();
	if (!isRegion(region)) {
		throw new Refusal(
			400,
			'NoRegisteredProviderFound',
			`No registered resource provider found for location '${region}' and API version '${call.apiVersion}' for type 'locations/usages'.`,
		);
	}

	return region;
}

function count(call: Call, type: string, region: string): number {
	return all(call.cloud, type, `/subscriptions/${call.parameter('subscription')}`).filter(resource => resource.location === region).length;
}

function compute(call: Call): Answer {
	const {cloud} = call;
	const subscription = call.parameter('subscription');
	const region = regionOf(call);
	const used = coresInUse(cloud, subscription, region);
	const row = (name: string, title: string, currentValue: number) => ({
		unit: 'Count',
		currentValue,
		limit: limitOf(cloud, subscription, name),
		name: {value: name, localizedValue: title},
	});
	const value = [
		row('cores', 'Total Regional vCPUs', used.get('cores') ?? 0),
		row('virtualMachines', 'Virtual Machines', machinesIn(cloud, subscription, region).length),
		row('PremiumDiskCount', 'Premium Storage Managed Disks', count(call, diskType, region)),
		...families.map(family => row(family, `${family} vCPUs`, used.get(family) ?? 0)),
	];
	return {status: 200, body: {value}};
}

function network(call: Call): Answer {
	const subscription = call.parameter('subscription');
	const region = regionOf(call);
	const addresses = count(call, addressType, region);
	const row = (name: string, currentValue: number, limit = limitOf(call.cloud, subscription, name)) => ({
		id: `/subscriptions/${subscription}/providers/Microsoft.Network/locations/${region}/usages/${name}`,
		unit: 'Count',
		currentValue,
		limit,
		name: {value: name, localizedValue: name},
	});
	const addressLimit = limitOf(call.cloud, subscription, 'PublicIPAddresses');
	const value = [
		row('VirtualNetworks', count(call, networkType, region)),
		row('NetworkInterfaces', count(call, interfaceType, region)),
		row('NetworkSecurityGroups', count(call, 'Microsoft.Network/networkSecurityGroups', region)),
		row('PublicIPAddresses', addresses),
		row('StaticPublicIPAddresses', addresses, addressLimit),
		row('StandardSkuPublicIpAddresses', addresses, addressLimit),
		row('IPv4StandardSkuPublicIpAddresses', addresses, addressLimit),
		row('IPv4BasicSkuPublicIpAddresses', 0, 0),
	];
	return {status: 200, body: {value}};
}
