import type {ResourceSku, Usage} from '@azure/arm-compute';
import type {MachineSize} from '../../deployment/machine-size.ts';
import {isLargeEnough} from '../../deployment/sizes.ts';
import {readCapabilities, regionalRestriction, type SizeCapabilities} from './capabilities.ts';

/** Sizes large enough for Wasper, from the SKUs of one region and what is left of the subscription's quotas. */
export function readSizes(skus: ResourceSku[], usages: Usage[]): MachineSize[] {
	return skus
		.filter(({resourceType}) => resourceType === 'virtualMachines')
		.map(sku => readSize(sku, usages))
		.filter(size => isLargeEnough(size));
}

function readSize(sku: ResourceSku, usages: Usage[]): MachineSize {
	const capabilities = readCapabilities(sku);
	const {vCpus, architecture, generations, diskControllers, value} = capabilities;
	const size: MachineSize = {
		name: sku.name ?? '',
		family: sku.family ?? '',
		// Constrained sizes show fewer processors than they are made of.
		vCpus: Number(value('vCPUsAvailable') ?? vCpus),
		memoryGiB: Number(value('MemoryGB') ?? 0),
		architecture: architecture === 'Arm64' ? 'Arm64' : 'x64',
		diskControllers: (['SCSI', 'NVMe'] as const).filter(controller => diskControllers.includes(controller)),
		trustedLaunch: value('TrustedLaunchDisabled') !== 'True' && generations.includes('V2'),
		burstable: /^Standard_B\d/.test(sku.name ?? ''),
	};
	const family = quotaOf(size.family, usages);
	if (family) {
		size.quota = {used: family.currentValue, limit: family.limit};
	}

	const unavailable = unsuitable(capabilities) ?? restricted(sku) ?? overQuota(size.family, vCpus, usages);
	return unavailable ? {...size, unavailable} : size;
}

/** Why Wasper can't run on it anywhere. */
function unsuitable({architecture, generations, premiumDisks, value}: SizeCapabilities): string | undefined {
	if (architecture === 'Arm64') {
		return 'it has Arm processors, and this tool sets up x64 virtual machines';
	}

	if (!generations.includes('V2')) {
		return 'it boots generation 1 images only';
	}

	if (!premiumDisks) {
		return 'it does not support Premium SSD';
	}

	return value('ConfidentialComputingType') === undefined ? undefined : 'it is for confidential computing, which needs another image';
}

/** Why this subscription can't have it in this region. Restrictions of single zones don't matter: no zone is asked for. */
function restricted(sku: ResourceSku): string | undefined {
	const restriction = regionalRestriction(sku);
	if (!restriction) {
		return undefined;
	}

	return restriction === 'QuotaId'
		? 'it is not available to this type of subscription'
		: 'it is not available to this subscription in this region';
}

/** The quota of this name; Azure writes names in changing case. */
function quotaOf(quota: string, usages: Usage[]): Usage | undefined {
	return usages.find(({name}) => name.value?.toLowerCase() === quota.toLowerCase());
}

/** Which quota does not have enough vCPUs left: that of its family, or that of the whole region. */
function overQuota(family: string, needed: number, usages: Usage[]): string | undefined {
	for (const quota of [family, 'cores']) {
		const usage = quotaOf(quota, usages);
		if (usage && usage.limit - usage.currentValue < needed) {
			const free = Math.max(0, usage.limit - usage.currentValue);
			const title = quota === 'cores' ? 'regional vCPU quota' : `vCPU quota of its family (${quota})`;
			return `${title} exceeded: ${free} of ${usage.limit} vCPUs left, ${needed} needed`;
		}
	}

	return undefined;
}
