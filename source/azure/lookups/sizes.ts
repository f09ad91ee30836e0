import type {ResourceSku, Usage} from '@azure/arm-compute';
import type {MachineSize} from '../../deployment/machine-size.ts';
import {isLargeEnough} from '../../deployment/sizes.ts';

/** Sizes large enough for Wasper, from the list of SKUs of one region and what is left of the subscription's quotas. */
export function readSizes(skus: ResourceSku[], usages: Usage[]): MachineSize[] {
	return skus
		.filter(({resourceType}) => resourceType === 'virtualMachines')
		.map(sku => readSize(sku, usages))
		.filter(size => isLargeEnough(size));
}

function readSize(sku: ResourceSku, usages: Usage[]): MachineSize {
	const capabilities = new Map(sku.capabilities?.map(({name = '', value = ''}) => [name, value]));
	const controllers = capabilities.get('DiskControllerTypes') ?? '';
	const size: MachineSize = {
		name: sku.name ?? '',
		family: sku.family ?? '',
		// Constrained sizes show fewer processors than they are made of.
		vCpus: Number(capabilities.get('vCPUsAvailable') ?? capabilities.get('vCPUs') ?? 0),
		memoryGiB: Number(capabilities.get('MemoryGB') ?? 0),
		architecture: capabilities.get('CpuArchitectureType') === 'Arm64' ? 'Arm64' : 'x64',
		// Sizes older than NVMe say nothing.
		diskControllers: controllers.includes('NVMe') ? (controllers.includes('SCSI') ? ['SCSI', 'NVMe'] : ['NVMe']) : ['SCSI'],
		trustedLaunch: capabilities.get('TrustedLaunchDisabled') !== 'True' && (capabilities.get('HyperVGenerations') ?? 'V2').includes('V2'),
		burstable: /^Standard_B\d/.test(sku.name ?? ''),
	};
	const family = quotaOf(size.family, usages);
	if (family) {
		size.quota = {used: family.currentValue, limit: family.limit};
	}

	const vCpus = Number(capabilities.get('vCPUs') ?? size.vCpus);
	const unavailable = unsuitable(size, capabilities) ?? restricted(sku) ?? overQuota(size, vCpus, usages);
	return unavailable ? {...size, unavailable} : size;
}

/** Why Wasper can't run on it anywhere. */
function unsuitable(size: MachineSize, capabilities: ReadonlyMap<string, string>): string | undefined {
	if (size.architecture === 'Arm64') {
		return 'its processors are Arm, and this tool sets up x64 machines';
	}

	if (!(capabilities.get('HyperVGenerations') ?? 'V2').includes('V2')) {
		return 'it runs first-generation images only';
	}

	if (capabilities.get('PremiumIO') === 'False') {
		return 'it takes no Premium disks';
	}

	return capabilities.has('ConfidentialComputingType') ? 'it is for confidential computing, which needs another kind of image' : undefined;
}

/** Why this subscription can't have it in this region. Restrictions of single zones don't matter: no zone is asked for. */
function restricted(sku: ResourceSku): string | undefined {
	const restriction = sku.restrictions?.find(({type}) => type === 'Location');
	if (!restriction) {
		return undefined;
	}

	return restriction.reasonCode === 'QuotaId'
		? 'this kind of subscription may not use it'
		: 'Azure does not offer it to this subscription in this region';
}

/** The quota of this name; Azure writes names in changing case. */
function quotaOf(quota: string, usages: Usage[]): Usage | undefined {
	return usages.find(({name}) => name.value?.toLowerCase() === quota.toLowerCase());
}

/** Which quota has too little left: of its family, or of the whole region. */
function overQuota(size: MachineSize, needed: number, usages: Usage[]): string | undefined {
	for (const quota of [size.family, 'cores']) {
		const usage = quotaOf(quota, usages);
		if (usage && usage.limit - usage.currentValue < needed) {
			const free = Math.max(0, usage.limit - usage.currentValue);
			const title = quota === 'cores' ? 'for the whole region' : `of its family (${quota})`;
			return `the quota ${title} has ${free} of ${usage.limit} vCPUs left, and it needs ${needed}`;
		}
	}

	return undefined;
}
