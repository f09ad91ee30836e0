import {createHash, randomUUID} from 'node:crypto';
import * as z from 'zod';
import type {Answer} from '../../foundation/https.ts';
import {accepted} from '../asynchronous.ts';
import {childBody, propertiesOf, reference, resourceBody} from '../bodies.ts';
import type {Cloud, Stored} from '../cloud.ts';
import {Refusal} from '../errors.ts';
import {lastName, sameId} from '../identifiers.ts';
import type {Call} from '../routes.ts';
import {interfacesUsing, machineUsing} from './attachments.ts';
import {all, checkRegion, dependency, endRemoval, endWrite, envelope, find, operationOn, store, type Kind} from './kind.ts';
import {addressType, type AddressProperties} from './public-addresses.ts';
import {subnetType, type SubnetProperties} from './subnets.ts';

export const interfaceType = 'Microsoft.Network/networkInterfaces';

export interface InterfaceProperties {
	resourceGuid: string;
	ipConfigurations: Array<{name: string; properties: z.infer<typeof configurationProperties>}>;
	networkSecurityGroup?: {id: string} | undefined;
	enableAcceleratedNetworking: boolean;
}

const configurationProperties = propertiesOf(
	{
		subnet: reference,
		publicIPAddress: z
			.looseObject({id: z.string(), properties: z.looseObject({deleteOption: z.enum(['Delete', 'Detach']).optional()}).optional()})
			.optional(),
		privateIPAllocationMethod: z.enum(['Dynamic', 'Static']).default('Dynamic'),
		privateIPAddress: z.string().optional(),
	},
	[
		'primary',
		'privateIPAddressVersion',
		'privateIPAddressPrefixLength',
		'provisioningState',
		'gatewayLoadBalancer',
		'virtualNetworkTaps',
		'applicationGatewayBackendAddressPools',
		'loadBalancerBackendAddressPools',
		'loadBalancerInboundNatRules',
		'applicationSecurityGroups',
		'privateLinkConnectionProperties',
	],
);

const body = resourceBody(
	propertiesOf(
		{
			ipConfigurations: z.array(childBody(configurationProperties).extend({name: z.string()})).min(1),
			networkSecurityGroup: reference.nullish(),
			enableAcceleratedNetworking: z.boolean().default(false),
		},
		[
			'dnsSettings',
			'enableIPForwarding',
			'disableTcpStateTracking',
			'auxiliaryMode',
			'auxiliarySku',
			'nicType',
			'workloadType',
			'migrationPhase',
			'privateLinkService',
			'virtualMachine',
			'privateEndpoint',
			'tapConfigurations',
			'macAddress',
			'primary',
			'vnetEncryptionSupported',
			'defaultOutboundConnectivityEnabled',
			'hostedWorkloads',
			'dscpConfiguration',
			'resourceGuid',
			'provisioningState',
		],
	),
);

export const networkInterfaces: Kind<InterfaceProperties> = {
	type: interfaceType,
	namePattern: /^[a-z\d]([\w.-]{0,78}\w)?$/i,
	// An interface is ready with the first answer, which is what takes its time.
	latency: 'interface',
	put,
	describe,
	remove,
};

export const interfaceEffects = {[`${interfaceType} write`]: endWrite, [`${interfaceType} delete`]: endRemoval};

function put(call: Call, id: string, existing: Stored<InterfaceProperties> | undefined): Answer {
	const {cloud} = call;
	const {location, tags, properties} = call.body(body);
	const region = checkRegion(location, id, existing);
	const user = {id, location: region};
	for (const {properties: configuration} of properties.ipConfigurations) {
		dependency<SubnetProperties>(cloud, subnetType, configuration.subnet.id, user);
		const address = configuration.publicIPAddress?.id;
		if (address) {
			dependency<AddressProperties>(cloud, addressType, address, user);
			checkAddressFree(cloud, address, id);
		}
	}

	if (properties.networkSecurityGroup) {
		dependency(cloud, 'Microsoft.Network/networkSecurityGroups', properties.networkSecurityGroup.id, user);
	}

	const stored = store<InterfaceProperties>(cloud, {
		id,
		type: interfaceType,
		name: existing?.name ?? lastName(id),
		location: region,
		tags,
		provisioningState: call.failure ? 'Updating' : 'Succeeded',
		properties: {
			resourceGuid: existing?.properties.resourceGuid ?? randomUUID(),
			ipConfigurations: properties.ipConfigurations.map(configuration => ({
				name: configuration.name,
				properties: configuration.properties,
			})),
			networkSecurityGroup: properties.networkSecurityGroup ?? undefined,
			enableAcceleratedNetworking: properties.enableAcceleratedNetworking,
		},
	});
	const operation = cloud.operations.begin({...operationOn(id, region, 'write'), failure: call.failure});
	return accepted(call, operation, {status: existing ? 200 : 201, body: describe(cloud, stored)}, {prompt: true});
}

function checkAddressFree(cloud: Cloud, address: string, id: string): void {
	const holder = interfacesUsing(cloud, address).find(other => !sameId(other.id, id));
	if (holder) {
		const configuration = holder.properties.ipConfigurations[0]?.name;
		throw new Refusal(
			400,
			'PublicIPAddressInUse',
			`Resource ${id} is referencing public IP address ${address} that is already allocated to resource ${holder.id}/ipConfigurations/${configuration}.`,
		);
	}
}

function describe(cloud: Cloud, stored: Stored<InterfaceProperties>): object {
	const {ipConfigurations, networkSecurityGroup, resourceGuid, enableAcceleratedNetworking} = stored.properties;
	const machine = machineUsing(cloud, stored.id);
	const mac = createHash('sha256').update(resourceGuid).digest('hex').slice(0, 6).toUpperCase();
	return envelope(
		stored,
		{
			resourceGuid,
			ipConfigurations: ipConfigurations.map(({name, properties}, index) => ({
				name,
				id: `${stored.id}/ipConfigurations/${name}`,
				etag: stored.etag,
				type: `${interfaceType}/ipConfigurations`,
				properties: {
					provisioningState: stored.provisioningState,
					...properties,
					...(machine && {privateIPAddress: properties.privateIPAddress ?? privateAddress(cloud, stored, properties.subnet.id)}),
					primary: index === 0,
					privateIPAddressVersion: 'IPv4',
				},
			})),
			dnsSettings: {dnsServers: [], appliedDnsServers: [], internalDomainNameSuffix: `rehearsal.${stored.location}.internal.cloudapp.net`},
			...(machine && {macAddress: `00-0D-3A-${mac.match(/../g)?.join('-')}`, primary: true, virtualMachine: {id: machine.id}}),
			enableAcceleratedNetworking,
			enableIPForwarding: false,
			vnetEncryptionSupported: false,
			...(networkSecurityGroup && {networkSecurityGroup}),
			hostedWorkloads: [],
			tapConfigurations: [],
			nicType: 'Standard',
			allowPort25Out: false,
			auxiliaryMode: 'None',
		},
		{etag: stored.etag, kind: 'Regular'},
	);
}

/** The first four addresses of a subnet are Azure's own; interfaces follow in the order of their creation. */
function privateAddress(cloud: Cloud, stored: Stored<InterfaceProperties>, subnetId: string): string {
	const base = find<SubnetProperties>(cloud, subnetType, subnetId)?.properties.prefixes[0]?.split('/')[0] ?? '10.0.0.0';
	const siblings = all<InterfaceProperties>(cloud, interfaceType).filter(other =>
		interfacesUsing(cloud, subnetId).some(({id}) => id === other.id),
	);
	const place = siblings.findIndex(({id}) => id === stored.id);
	const parts = base.split('.').map(Number);
	return [...parts.slice(0, 3), (parts[3] ?? 0) + 4 + Math.max(0, place)].join('.');
}

function remove(call: Call, stored: Stored<InterfaceProperties>): Answer {
	const {cloud} = call;
	const machine = machineUsing(cloud, stored.id);
	if (machine) {
		throw new Refusal(
			400,
			'NicInUse',
			`Network Interface ${stored.id} is used by existing resource ${machine.id}. In order to delete the network interface, it must be dissociated from the resource. To learn more, see aka.ms/deletenic.`,
		);
	}

	store(cloud, {...stored, provisioningState: 'Deleting'});
	const operation = cloud.operations.begin({
		...operationOn(stored.id, stored.location, 'delete'),
		latency: 'deleteNetworkResource',
		failure: call.failure,
	});
	return accepted(call, operation, {status: 202}, {location: true});
}
