import {randomUUID} from 'node:crypto';
import * as z from 'zod';
import type {Answer} from '../../foundation/https.ts';
import {accepted} from '../asynchronous.ts';
import {childBody, propertiesOf, resourceBody} from '../bodies.ts';
import type {Cloud, Stored} from '../cloud.ts';
import {Refusal} from '../errors.ts';
import {lastName, sameId} from '../identifiers.ts';
import type {Call} from '../routes.ts';
import {parseCidr} from './cidr.ts';
import {all, checkRegion, endRemoval, endWrite, envelope, operationOn, store, type Kind} from './kind.ts';
import {networkType, type NetworkProperties} from './network-model.ts';
import {checkSubnetUnused, describeSubnet, placeSubnet, subnetProperties, subnetType, type SubnetProperties} from './subnets.ts';

const body = resourceBody(
	propertiesOf(
		{
			addressSpace: z.looseObject({addressPrefixes: z.array(z.string()).min(1)}),
			subnets: z.array(childBody(subnetProperties).extend({name: z.string()})).default([]),
		},
		[
			'dhcpOptions',
			'virtualNetworkPeerings',
			'enableDdosProtection',
			'ddosProtectionPlan',
			'enableVmProtection',
			'bgpCommunities',
			'encryption',
			'ipAllocations',
			'flowTimeoutInMinutes',
			'privateEndpointVNetPolicies',
			'provisioningState',
			'resourceGuid',
			'flowLogs',
			'defaultPublicNatGateway',
		],
	),
);

export const virtualNetworks: Kind<NetworkProperties> = {
	type: networkType,
	namePattern: /^[a-z\d]([\w.-]{0,62}\w)?$/i,
	put,
	describe,
	remove,
};

export const networkEffects = {[`${networkType} write`]: endNetworkWrite, [`${networkType} delete`]: endRemoval};

function put(call: Call, id: string, existing: Stored<NetworkProperties> | undefined): Answer {
	const {cloud} = call;
	const {location, tags, properties} = call.body(body);
	const region = checkRegion(location, id, existing);
	const {addressSpace, subnets, provisioningState: _, resourceGuid: __, ...settings} = properties;
	for (const prefix of addressSpace.addressPrefixes) {
		if (!parseCidr(prefix)) {
			throw new Refusal(
				400,
				'InvalidAddressPrefixFormat',
				`Address prefix ${prefix} of resource ${id} is not formatted correctly. It should follow CIDR notation, for example 10.0.0.0/24.`,
			);
		}
	}

	const before = cloud.inside(id);
	// The list of subnets is the whole truth: what a PUT leaves out is removed, unless somebody uses it.
	const kept = subnets.map(subnet => `${id}/subnets/${subnet.name}`);
	for (const subnet of all<SubnetProperties>(cloud, subnetType, id)) {
		if (!kept.some(keptId => sameId(keptId, subnet.id))) {
			checkSubnetUnused(cloud, subnet.id);
			cloud.remove(subnet.id);
		}
	}

	const stored = store<NetworkProperties>(cloud, {
		id,
		type: networkType,
		name: existing?.name ?? lastName(id),
		location: region,
		tags,
		provisioningState: 'Updating',
		properties: {addressSpace, resourceGuid: existing?.properties.resourceGuid ?? randomUUID(), settings},
	});
	try {
		for (const subnet of subnets) {
			placeSubnet(call, stored, subnet.name, subnet.properties);
		}
	} catch (error) {
		restore(cloud, id, before);
		throw error;
	}

	const operation = cloud.operations.begin({...operationOn(id, region, 'write'), latency: 'network', failure: call.failure});
	return accepted(call, operation, {status: existing ? 200 : 201, body: describe(cloud, stored)});
}

/** Takes back a write whose subnets were refused. */
function restore(cloud: Cloud, id: string, before: Array<Stored<unknown>>): void {
	for (const resource of cloud.inside(id)) {
		cloud.remove(resource.id);
	}

	for (const resource of before) {
		cloud.resources.set(resource.id.toLowerCase(), resource);
	}
}

/** The network and its subnets become ready together. */
function endNetworkWrite(cloud: Cloud, operation: Parameters<typeof endWrite>[1]): undefined {
	for (const {id: resource} of cloud.inside(operation.resource)) {
		endWrite(cloud, {...operation, resource});
	}
}

function describe(cloud: Cloud, network: Stored<NetworkProperties>): object {
	const {addressSpace, resourceGuid, settings} = network.properties;
	const subnets = all<SubnetProperties>(cloud, subnetType, network.id).map(subnet => describeSubnet(cloud, subnet));
	return envelope(
		network,
		{
			resourceGuid,
			addressSpace,
			subnets,
			virtualNetworkPeerings: [],
			enableDdosProtection: false,
			privateEndpointVNetPolicies: 'Disabled',
			...settings,
		},
		{etag: network.etag},
	);
}

function remove(call: Call, network: Stored<NetworkProperties>): Answer {
	const {cloud} = call;
	for (const subnet of all<SubnetProperties>(cloud, subnetType, network.id)) {
		checkSubnetUnused(cloud, subnet.id);
	}

	store(cloud, {...network, provisioningState: 'Deleting'});
	const operation = cloud.operations.begin({
		...operationOn(network.id, network.location, 'delete'),
		latency: 'deleteNetworkResource',
		failure: call.failure,
	});
	return accepted(call, operation, {status: 202}, {location: true});
}
