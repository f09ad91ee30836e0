import * as z from 'zod';
import type {Answer} from '../../foundation/https.ts';
import {accepted} from '../asynchronous.ts';
import {childBody, propertiesOf, reference} from '../bodies.ts';
import type {Cloud, Stored} from '../cloud.ts';
import {notFound, Refusal} from '../errors.ts';
import {lastName, sameId} from '../identifiers.ts';
import type {Call} from '../routes.ts';
import {interfacesUsing} from './attachments.ts';
import {contains, overlap, parseCidr} from './cidr.ts';
import {all, dependency, endRemoval, endWrite, find, operationOn, store, type Kind} from './kind.ts';
import {networkType, type NetworkProperties} from './network-model.ts';

export const subnetType = 'Microsoft.Network/virtualNetworks/subnets';
const groupType = 'Microsoft.Network/networkSecurityGroups';

export const subnetProperties = propertiesOf(
	{
		addressPrefix: z.string().optional(),
		addressPrefixes: z.array(z.string()).optional(),
		networkSecurityGroup: reference.nullish(),
		defaultOutboundAccess: z.boolean().optional(),
	},
	[
		'routeTable',
		'natGateway',
		'serviceEndpoints',
		'serviceEndpointPolicies',
		'delegations',
		'ipAllocations',
		'applicationGatewayIPConfigurations',
		'privateEndpointNetworkPolicies',
		'privateLinkServiceNetworkPolicies',
		'sharingScope',
		'ipamPoolPrefixAllocations',
		'provisioningState',
		'purpose',
		'ipConfigurations',
		'ipConfigurationProfiles',
		'privateEndpoints',
		'resourceNavigationLinks',
		'serviceAssociationLinks',
		'serviceGateway',
	],
);

export interface SubnetProperties {
	prefixes: string[];
	networkSecurityGroup?: string | undefined;
	/** New subnets are private: false unless asked for. */
	defaultOutboundAccess: boolean;
}

export const subnets: Kind<SubnetProperties> = {
	type: subnetType,
	namePattern: /^[a-z\d]([\w.-]{0,78}\w)?$/i,
	put,
	describe: describeSubnet,
	remove,
};

export const subnetEffects = {[`${subnetType} write`]: endWrite, [`${subnetType} delete`]: endRemoval};

function put(call: Call, id: string, existing: Stored<SubnetProperties> | undefined): Answer {
	const {cloud} = call;
	const network = parentOf(call, id);
	const {properties} = call.body(childBody(subnetProperties));
	const stored = placeSubnet(call, network, lastName(id), properties);
	// A subnet is part of its network: its changes give the network a new etag.
	store(cloud, network);
	const operation = cloud.operations.begin({...operationOn(id, network.location, 'write'), latency: 'subnet', failure: call.failure});
	return accepted(call, operation, {status: existing ? 200 : 201, body: describeSubnet(cloud, stored)});
}

function remove(call: Call, subnet: Stored<SubnetProperties>): Answer {
	const {cloud} = call;
	checkSubnetUnused(cloud, subnet.id);
	const network = parentOf(call, subnet.id);
	store(cloud, {...subnet, provisioningState: 'Deleting'});
	store(cloud, network);
	const operation = cloud.operations.begin({
		...operationOn(subnet.id, network.location, 'delete'),
		latency: 'subnet',
		failure: call.failure,
	});
	return accepted(call, operation, {status: 202}, {location: true});
}

function parentOf(call: Call, id: string): Stored<NetworkProperties> {
	const networkId = id.replace(/\/subnets\/[^/]+$/i, '');
	const network = find<NetworkProperties>(call.cloud, networkType, networkId);
	if (!network) {
		throw notFound(networkType, lastName(networkId), call.parameter('group'));
	}

	return network;
}

/** Puts a subnet into its network, after checking that it fits there. */
export function placeSubnet(
	call: Call,
	network: Stored<NetworkProperties>,
	name: string,
	body: z.infer<typeof subnetProperties>,
): Stored<SubnetProperties> {
	const {cloud} = call;
	const id = `${network.id}/subnets/${name}`;
	const prefixes = body.addressPrefixes ?? (body.addressPrefix ? [body.addressPrefix] : []);
	if (prefixes.length === 0) {
		throw new Refusal(
			400,
			'NoAddressPrefixOrPoolProvided',
			`No address prefix or pool has been provided. To create a subnet, provide at least one address prefix for subnet ${id}.`,
		);
	}

	for (const prefix of prefixes) {
		checkPrefix(cloud, network, id, prefix);
	}

	const group = body.networkSecurityGroup?.id;
	if (group) {
		dependency(cloud, groupType, group, {id, location: network.location});
	}

	const existing = find<SubnetProperties>(cloud, subnetType, id);
	if (existing && existing.properties.prefixes.join(',') !== prefixes.join(',')) {
		checkSubnetUnused(cloud, id, 'InUsePrefixCannotBeDeleted');
	}

	return store<SubnetProperties>(cloud, {
		id,
		type: subnetType,
		name: `${network.name}/${name}`,
		location: network.location,
		provisioningState: 'Updating',
		properties: {prefixes, networkSecurityGroup: group, defaultOutboundAccess: body.defaultOutboundAccess ?? false},
	});
}

function checkPrefix(cloud: Cloud, network: Stored<NetworkProperties>, id: string, prefix: string): void {
	const name = lastName(id);
	if (!parseCidr(prefix)) {
		throw new Refusal(
			400,
			'InvalidAddressPrefixFormat',
			`Address prefix ${prefix} of resource ${id} is not formatted correctly. It should follow CIDR notation, for example 10.0.0.0/24.`,
		);
	}

	if (!network.properties.addressSpace.addressPrefixes.some(space => contains(space, prefix))) {
		throw new Refusal(
			400,
			'NetcfgSubnetRangeOutsideVnet',
			`Subnet '${name}' is not valid because its IP address range is outside the IP address range of virtual network '${network.name}'.`,
		);
	}

	const others = all<SubnetProperties>(cloud, subnetType, network.id).filter(other => !sameId(other.id, id));
	const hit = others.find(other => other.properties.prefixes.some(taken => overlap(taken, prefix)));
	if (hit) {
		throw new Refusal(
			400,
			'NetcfgSubnetRangesOverlap',
			`Subnet '${name}' is not valid because its IP address range overlaps with that of an existing subnet '${lastName(hit.id)}' in virtual network '${network.name}'.`,
		);
	}
}

/** Refuses the removal of a subnet in which interfaces sit. */
export function checkSubnetUnused(cloud: Cloud, id: string, code = 'InUseSubnetCannotBeDeleted'): void {
	const [user] = interfacesUsing(cloud, id);
	if (user) {
		const configuration = `${user.id}/ipConfigurations/${user.properties.ipConfigurations[0]?.name}`;
		throw new Refusal(
			400,
			code,
			`Subnet ${lastName(id)} is in use by ${configuration} and cannot be deleted. In order to delete the subnet, delete all the resources within the subnet. See aka.ms/deletesubnet.`,
		);
	}
}

export function describeSubnet(cloud: Cloud, subnet: Stored<SubnetProperties>): object {
	const {prefixes, networkSecurityGroup, defaultOutboundAccess} = subnet.properties;
	const users = interfacesUsing(cloud, subnet.id).flatMap(user =>
		user.properties.ipConfigurations.map(({name}) => ({id: `${user.id}/ipConfigurations/${name}`})),
	);
	return {
		name: lastName(subnet.id),
		id: subnet.id,
		etag: subnet.etag,
		type: subnetType,
		properties: {
			provisioningState: subnet.provisioningState,
			...(prefixes.length === 1 ? {addressPrefix: prefixes[0]} : {addressPrefixes: prefixes}),
			...(networkSecurityGroup && {networkSecurityGroup: {id: networkSecurityGroup}}),
			...(users.length > 0 && {ipConfigurations: users}),
			delegations: [],
			privateEndpointNetworkPolicies: 'Disabled',
			privateLinkServiceNetworkPolicies: 'Enabled',
			defaultOutboundAccess,
		},
	};
}
