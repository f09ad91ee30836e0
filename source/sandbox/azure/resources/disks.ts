import {randomUUID} from 'node:crypto';
import * as z from 'zod';
import type {Answer} from '../../foundation/https.ts';
import {accepted} from '../asynchronous.ts';
import {propertiesOf, resourceBody, tags as tagsSchema} from '../bodies.ts';
import type {Cloud, Stored} from '../cloud.ts';
import {invalidParameter, propertyChange, Refusal} from '../errors.ts';
import {lastName} from '../identifiers.ts';
import type {Call} from '../routes.ts';
import {machineUsing} from './attachments.ts';
import {checkRegion, endRemoval, endWrite, envelope, operationOn, store, type Kind} from './kind.ts';

export const diskType = 'Microsoft.Compute/disks';
const skus = ['Standard_LRS', 'Premium_LRS', 'StandardSSD_LRS', 'UltraSSD_LRS', 'Premium_ZRS', 'StandardSSD_ZRS', 'PremiumV2_LRS'];

export interface DiskProperties {
	uniqueId: string;
	sizeGiB: number;
	creationData: Record<string, unknown> & {createOption: string};
	/** What the disk boots; absent for data disks. */
	os?: {generation: string; architecture: string} | undefined;
	settings: Record<string, unknown>;
}

const size = z.int().min(1).max(32_767);
const settings = [
	'osType',
	'hyperVGeneration',
	'encryption',
	'encryptionSettingsCollection',
	'networkAccessPolicy',
	'publicNetworkAccess',
	'diskAccessId',
	'tier',
	'burstingEnabled',
	'purchasePlan',
	'supportedCapabilities',
	'supportsHibernation',
	'securityProfile',
	'dataAccessAuthMode',
	'optimizedForFrequentAttach',
	'maxShares',
	'diskIOPSReadWrite',
	'diskMBpsReadWrite',
	'diskIOPSReadOnly',
	'diskMBpsReadOnly',
	'completionPercent',
	'availabilityPolicy',
] as const;
const readOnly = [
	'provisioningState',
	'timeCreated',
	'diskSizeBytes',
	'uniqueId',
	'diskState',
	'shareInfo',
	'propertyUpdatesInProgress',
	'burstingEnabledTime',
	'LastOwnershipUpdateTime',
] as const;

const body = resourceBody(
	propertiesOf({creationData: z.looseObject({createOption: z.string()}), diskSizeGB: size.optional()}, [...settings, ...readOnly]),
);
const patchBody = z.strictObject({
	tags: tagsSchema.optional(),
	sku: z.strictObject({name: z.string().optional(), tier: z.string().optional()}).optional(),
	properties: propertiesOf({diskSizeGB: size.optional()}, settings).optional(),
});

export const disks: Kind<DiskProperties> = {
	type: diskType,
	namePattern: /^[a-z\d]([\w.-]{0,78}\w)?$/i,
	put,
	patch,
	describe,
	remove,
};

export const diskEffects = {[`${diskType} write`]: endWrite, [`${diskType} delete`]: endRemoval};

function put(call: Call, id: string, existing: Stored<DiskProperties> | undefined): Answer {
	const {location, tags, zones, sku, properties} = call.body(body);
	const region = checkRegion(location, id, existing);
	const {creationData, diskSizeGB, ...rest} = properties;
	if (!['Empty', 'FromImage', 'Copy', 'Restore'].includes(creationData.createOption)) {
		throw invalidParameter(
			'disk.creationData.createOption',
			`The value '${creationData.createOption}' of parameter 'disk.creationData.createOption' is invalid.`,
		);
	}

	if (creationData.createOption === 'Empty' && diskSizeGB === undefined && !existing) {
		throw invalidParameter('disk.diskSizeGB', "Required parameter 'disk.diskSizeGB' is missing (null).");
	}

	if (existing && existing.properties.creationData.createOption !== creationData.createOption) {
		throw propertyChange('disk.creationData');
	}

	if (existing && String(existing.zones ?? []) !== String(zones ?? [])) {
		throw propertyChange('zones');
	}

	const sizeGiB = diskSizeGB ?? existing?.properties.sizeGiB ?? 30;
	checkGrowth(call.cloud, existing, sizeGiB);
	const kept = Object.fromEntries(Object.entries(rest).filter(([name]) => settings.some(setting => setting === name)));
	return write(call, {
		id,
		type: diskType,
		name: existing?.name ?? lastName(id),
		location: region,
		tags,
		zones,
		sku: checkSku(sku?.name ?? 'Standard_LRS'),
		provisioningState: 'Updating',
		properties: {uniqueId: existing?.properties.uniqueId ?? randomUUID(), sizeGiB, creationData, settings: kept},
	});
}

function patch(call: Call, existing: Stored<DiskProperties>): Answer {
	const {tags, sku, properties} = call.body(patchBody);
	const {diskSizeGB, ...changed} = properties ?? {};
	const sizeGiB = diskSizeGB ?? existing.properties.sizeGiB;
	checkGrowth(call.cloud, existing, sizeGiB);
	return write(call, {
		...existing,
		tags: tags ?? existing.tags,
		sku: sku?.name ? checkSku(sku.name) : existing.sku,
		provisioningState: 'Updating',
		properties: {...existing.properties, sizeGiB, settings: {...existing.properties.settings, ...changed}},
	});
}

function write(call: Call, resource: Parameters<typeof store<DiskProperties>>[1]): Answer {
	const {cloud} = call;
	const stored = store<DiskProperties>(cloud, resource);
	const operation = cloud.operations.begin({...operationOn(stored.id, stored.location, 'write'), latency: 'disk', failure: call.failure});
	return accepted(call, operation, {status: 202, body: describe(cloud, stored)}, {location: true});
}

function checkSku(name: string): {name: string; tier: string} {
	const known = skus.find(sku => sku.toLowerCase() === name.toLowerCase());
	if (!known) {
		throw invalidParameter(
			'disk.sku.name',
			`The value '${name}' of parameter 'disk.sku.name' is invalid. Allowed values: ${skus.join(', ')}.`,
		);
	}

	return {name: known, tier: known.startsWith('Standard') ? 'Standard' : 'Premium'};
}

/** Disks only grow, and a boot disk only while its machine is off. */
function checkGrowth(cloud: Cloud, existing: Stored<DiskProperties> | undefined, sizeGiB: number): void {
	if (!existing || sizeGiB === existing.properties.sizeGiB) {
		return;
	}

	if (sizeGiB < existing.properties.sizeGiB) {
		throw new Refusal(
			400,
			'ResizeDiskError',
			`New size of disk ${existing.name} must be greater than its current size ${existing.properties.sizeGiB} GB.`,
			{target: 'disk.diskSizeGB'},
		);
	}

	const machine = machineUsing(cloud, existing.id);
	if (machine && existing.properties.os && machine.properties.power !== 'deallocated') {
		throw new Refusal(
			409,
			'OperationNotAllowed',
			`Cannot resize disk ${existing.name} while it is attached to running VM ${machine.id}. Resizing a disk of an Azure Virtual Machine requires the virtual machine to be deallocated.`,
		);
	}
}

/** A disk that is created along with a machine, without an operation of its own. */
export function bringDisk(
	cloud: Cloud,
	disk: {
		id: string;
		location: string;
		tags?: Record<string, string> | undefined;
		sku: string;
		properties: Omit<DiskProperties, 'uniqueId' | 'settings'>;
	},
): void {
	const {properties, sku, ...rest} = disk;
	store<DiskProperties>(cloud, {
		...rest,
		type: diskType,
		name: lastName(disk.id),
		sku: checkSku(sku),
		provisioningState: 'Succeeded',
		properties: {...properties, uniqueId: randomUUID(), settings: {}},
	});
}

function describe(cloud: Cloud, disk: Stored<DiskProperties>): object {
	const {uniqueId, sizeGiB, creationData, os, settings: own} = disk.properties;
	const machine = machineUsing(cloud, disk.id);
	const attached = machine?.properties.power === 'deallocated' ? 'Reserved' : 'Attached';
	return envelope(
		disk,
		{
			...(os && {
				osType: 'Linux',
				hyperVGeneration: os.generation,
				supportedCapabilities: {diskControllerTypes: 'SCSI, NVMe', acceleratedNetwork: true, architecture: os.architecture},
			}),
			creationData,
			diskSizeGB: sizeGiB,
			diskSizeBytes: sizeGiB * 2 ** 30,
			diskIOPSReadWrite: 500,
			diskMBpsReadWrite: 100,
			encryption: {type: 'EncryptionAtRestWithPlatformKey'},
			networkAccessPolicy: 'AllowAll',
			publicNetworkAccess: 'Enabled',
			...own,
			timeCreated: disk.created,
			diskState: machine ? attached : 'Unattached',
			uniqueId,
		},
		machine && {managedBy: machine.id},
	);
}

function remove(call: Call, disk: Stored<DiskProperties>): Answer {
	const {cloud} = call;
	const machine = machineUsing(cloud, disk.id);
	if (machine) {
		throw new Refusal(409, 'OperationNotAllowed', `Disk ${disk.name} is attached to VM ${machine.id}.`);
	}

	store(cloud, {...disk, provisioningState: 'Deleting'});
	const operation = cloud.operations.begin({
		...operationOn(disk.id, disk.location, 'delete'),
		latency: 'deleteDisk',
		failure: call.failure,
	});
	return accepted(call, operation, {status: 202}, {location: true});
}
