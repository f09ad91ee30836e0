import {randomUUID} from 'node:crypto';
import * as z from 'zod';
import type {Answer} from '../../foundation/https.ts';
import {accepted} from '../asynchronous.ts';
import {propertiesOf, resourceBody} from '../bodies.ts';
import type {Cloud, Stored} from '../cloud.ts';
import {propertyChange, Refusal} from '../errors.ts';
import {lastName, sameId} from '../identifiers.ts';
import type {Call} from '../routes.ts';
import {interfacesUsing} from './attachments.ts';
import {all, checkRegion, endRemoval, endWrite, envelope, operationOn, store, type Kind} from './kind.ts';
import {limitOf} from './limits.ts';

export const addressType = 'Microsoft.Network/publicIPAddresses';

export interface AddressProperties {
	resourceGuid: string;
	/** Taken from the pool at once; shown when the resource is ready. */
	ipAddress: string;
	idleTimeoutInMinutes: number;
	domainNameLabel?: string | undefined;
	deleteOption?: string | undefined;
}

const body = resourceBody(
	propertiesOf(
		{
			publicIPAllocationMethod: z.string().default('Dynamic'),
			publicIPAddressVersion: z.string().default('IPv4'),
			idleTimeoutInMinutes: z.int().min(4).max(30).default(4),
			dnsSettings: z.looseObject({domainNameLabel: z.string().optional()}).optional(),
			deleteOption: z.enum(['Delete', 'Detach']).optional(),
		},
		[
			'ddosSettings',
			'ipTags',
			'ipAddress',
			'publicIPPrefix',
			'ipConfiguration',
			'resourceGuid',
			'provisioningState',
			'servicePublicIPAddress',
			'natGateway',
			'migrationPhase',
			'linkedPublicIPAddress',
		],
	).prefault({}),
);

export const publicAddresses: Kind<AddressProperties> = {
	type: addressType,
	namePattern: /^[a-z\d]([\w.-]{0,78}\w)?$/i,
	put,
	describe,
	remove,
};

export const addressEffects = {[`${addressType} write`]: endWrite, [`${addressType} delete`]: endRemoval};

function put(call: Call, id: string, existing: Stored<AddressProperties> | undefined): Answer {
	const {cloud} = call;
	const {location, tags, zones, sku, properties} = call.body(body);
	const region = checkRegion(location, id, existing);
	checkSku(sku?.name ?? 'Basic', properties.publicIPAllocationMethod, id);
	if (existing && String(existing.zones ?? []) !== String(zones ?? [])) {
		throw propertyChange('zones');
	}

	const label = properties.dnsSettings?.domainNameLabel;
	const holder = all<AddressProperties>(cloud, addressType).find(
		other => label && !sameId(other.id, id) && other.location === region && other.properties.domainNameLabel === label,
	);
	if (holder) {
		throw new Refusal(400, 'DnsRecordInUse', `DNS record ${label}.${region}.cloudapp.azure.com is already used by another public IP.`);
	}

	const stored = store<AddressProperties>(cloud, {
		id,
		type: addressType,
		name: existing?.name ?? lastName(id),
		location: region,
		tags,
		zones,
		sku: {name: 'Standard', tier: sku?.tier ?? 'Regional'},
		provisioningState: 'Updating',
		properties: {
			resourceGuid: existing?.properties.resourceGuid ?? randomUUID(),
			ipAddress: existing?.properties.ipAddress ?? freeAddress(call, region),
			idleTimeoutInMinutes: properties.idleTimeoutInMinutes,
			domainNameLabel: label,
			deleteOption: properties.deleteOption,
		},
	});
	const operation = cloud.operations.begin({...operationOn(id, region, 'write'), latency: 'address', failure: call.failure});
	return accepted(call, operation, {status: existing ? 200 : 201, body: describe(cloud, stored)});
}

/** Basic addresses are retired: their quota is 0 everywhere. */
function checkSku(sku: string, method: string, id: string): void {
	if (sku.toLowerCase() === 'basic') {
		throw new Refusal(
			400,
			'IPv4BasicSkuPublicIpCountLimitReached',
			'Cannot create more than 0 IPv4 Basic SKU public IP addresses for this subscription in this region.',
		);
	}

	if (method.toLowerCase() !== 'static') {
		throw new Refusal(
			400,
			'PublicIPAddressWithStandardSkuMustBeStatic',
			`Standard sku publicIp ${id} must have AllocationMethod set to Static.`,
		);
	}
}

function freeAddress(call: Call, region: string): string {
	const {cloud} = call;
	const existing = all<AddressProperties>(cloud, addressType);
	const subscription = `/subscriptions/${call.parameter('subscription')}/`.toLowerCase();
	const own = existing.filter(address => address.location === region && address.id.toLowerCase().startsWith(subscription));
	const limit = limitOf(cloud, call.parameter('subscription'), 'PublicIPAddresses');
	const free = cloud.options.addressPool.find(candidate => !existing.some(address => address.properties.ipAddress === candidate));
	if (own.length >= limit || !free) {
		throw new Refusal(
			400,
			'PublicIPCountLimitReached',
			`Cannot create more than ${Math.min(limit, cloud.options.addressPool.length)} public IP addresses for this subscription in this region.`,
		);
	}

	return free;
}

function describe(cloud: Cloud, address: Stored<AddressProperties>): object {
	const {resourceGuid, ipAddress, idleTimeoutInMinutes, domainNameLabel, deleteOption} = address.properties;
	const [user] = interfacesUsing(cloud, address.id);
	const configuration = user?.properties.ipConfigurations.find(({properties}) => sameId(properties.publicIPAddress?.id, address.id));
	return envelope(
		address,
		{
			resourceGuid,
			...(address.provisioningState === 'Succeeded' && {ipAddress}),
			publicIPAddressVersion: 'IPv4',
			publicIPAllocationMethod: 'Static',
			idleTimeoutInMinutes,
			ipTags: [],
			ddosSettings: {protectionMode: 'VirtualNetworkInherited'},
			...(domainNameLabel && {dnsSettings: {domainNameLabel, fqdn: `${domainNameLabel}.${address.location}.cloudapp.azure.com`}}),
			...(deleteOption && {deleteOption}),
			...(user && configuration && {ipConfiguration: {id: `${user.id}/ipConfigurations/${configuration.name}`}}),
		},
		{etag: address.etag},
	);
}

function remove(call: Call, address: Stored<AddressProperties>): Answer {
	const {cloud} = call;
	const [user] = interfacesUsing(cloud, address.id);
	if (user) {
		throw new Refusal(
			400,
			'PublicIPAddressCannotBeDeleted',
			`Public IP address ${address.id} can not be deleted since it is still allocated to resource ${user.id}/ipConfigurations/${user.properties.ipConfigurations[0]?.name}. In order to delete the public IP, disassociate/detach the Public IP address from the resource. To learn how to do this, see aka.ms/deletepublicip.`,
		);
	}

	store(cloud, {...address, provisioningState: 'Deleting'});
	const operation = cloud.operations.begin({
		...operationOn(address.id, address.location, 'delete'),
		latency: 'deleteNetworkResource',
		failure: call.failure,
	});
	return accepted(call, operation, {status: 202}, {location: true});
}
