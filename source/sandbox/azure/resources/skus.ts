import type {Answer} from '../../foundation/https.ts';
import {regions, restrictionsOf, sizesIn, type Restriction, type Size} from '../offerings.ts';
import {Refusal} from '../errors.ts';
import {route, type Call, type Route} from '../routes.ts';

const zones = ['1', '2', '3'];
/** Every list of SKUs also holds the disks, which are not sizes of machines. */
const disks = [
	{name: 'Premium_LRS', tier: 'Premium', size: 'P10'},
	{name: 'StandardSSD_LRS', tier: 'Standard', size: 'E10'},
];

export const skuRoutes: Route[] = [
	route('GET', '/subscriptions/:subscription/providers/Microsoft.Compute/skus', {
		operation: 'skus',
		namespace: 'Microsoft.Compute',
		versionsOf: 'skus',
		latency: 'skus',
		handle: list,
	}),
];

function list(call: Call): Answer {
	const filter = call.query.get('$filter');
	const wanted = filter === null ? undefined : /^location eq '([^']*)'$/i.exec(filter.trim())?.[1];
	if (filter !== null && wanted === undefined) {
		throw new Refusal(
			400,
			'InvalidFilter',
			`The filter '${filter}' is not supported. Only the location can be filtered on: $filter=location eq 'region'.`,
		);
	}

	const chosen = regions.filter(region => wanted === undefined || region.name === wanted.toLowerCase());
	const value = chosen.flatMap(region => [
		...sizesIn(region.name).map(size => describeSize(size, region.name)),
		...disks.map(({name, tier, size}) => ({
			resourceType: 'disks',
			name,
			tier,
			size,
			locations: [region.name],
			locationInfo: [{location: region.name, zones}],
			capabilities: [],
			restrictions: [],
		})),
	]);
	return {status: 200, body: {value}};
}

function describeSize(size: Size, region: string): object {
	const capabilities = {
		MaxResourceVolumeMB: '0',
		OSVhdSizeMB: '1047552',
		vCPUs: String(size.vCpus),
		MemoryPreservingMaintenanceSupported: 'True',
		MemoryGB: String(size.memoryGiB),
		MaxDataDiskCount: String(size.dataDisks),
		CpuArchitectureType: size.architecture,
		LowPriorityCapable: 'True',
		PremiumIO: 'True',
		VMDeploymentTypes: 'IaaS',
		vCPUsAvailable: String(size.vCpus),
		vCPUsPerCore: '2',
		EncryptionAtHostSupported: 'True',
		AcceleratedNetworkingEnabled: 'True',
		RdmaEnabled: 'False',
		MaxNetworkInterfaces: '2',
		...size.capabilities,
	};
	return {
		resourceType: 'virtualMachines',
		name: size.name,
		tier: 'Standard',
		size: size.name.replace('Standard_', ''),
		family: size.family,
		locations: [region],
		locationInfo: [{location: region, zones, zoneDetails: []}],
		capabilities: Object.entries(capabilities).map(([name, value]) => ({name, value})),
		restrictions: restrictionsOf(size.name, region).map(restriction => describeRestriction(restriction, region)),
	};
}

function describeRestriction({type, reason, zones: restricted}: Restriction, region: string): object {
	return {
		type,
		values: [region],
		restrictionInfo: {locations: [region], ...(restricted && {zones: restricted})},
		reasonCode: reason,
	};
}
