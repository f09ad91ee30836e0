import type {ResourceSku} from '@azure/arm-compute';

/** What Azure says of one machine size, and of the disks beside it, in one region. */
export interface SizeOffer {
	name: string;
	family: string;
	/** Processors that count against the quotas. */
	vCpus: number;
	architecture: string;
	/** `V1`, `V2` */
	generations: string[];
	diskControllers: string[];
	premiumDisks: boolean;
	dataDisks: number;
	/** Why this subscription can't have it in this region: `NotAvailableForSubscription` or `QuotaId`. */
	restriction?: string;
	/** Zones in which this subscription can't have it, though it can in the region. */
	restrictedZones: string[];
	/** Kinds of disks to be had in the region, such as `Premium_LRS`. */
	disks: string[];
}

/** The offer of one size in the list of a region's SKUs; undefined when the region does not have it. */
export function readOffer(skus: ResourceSku[], name: string): SizeOffer | undefined {
	const sku = skus.find(entry => entry.resourceType === 'virtualMachines' && entry.name === name);
	if (!sku) {
		return undefined;
	}

	const capabilities = new Map(sku.capabilities?.map(capability => [capability.name ?? '', capability.value ?? '']));
	const list = (capability: string, usual: string) => (capabilities.get(capability) ?? usual).split(',').map(value => value.trim());
	const restriction = sku.restrictions?.find(({type}) => type === 'Location')?.reasonCode;
	const isFree = ({resourceType, restrictions = []}: ResourceSku) =>
		resourceType === 'disks' && !restrictions.some(({type}) => type === 'Location');
	return {
		name,
		family: sku.family ?? '',
		vCpus: Number(capabilities.get('vCPUs') ?? 0),
		architecture: capabilities.get('CpuArchitectureType') ?? 'x64',
		generations: list('HyperVGenerations', 'V1'),
		// Sizes older than NVMe say nothing.
		diskControllers: list('DiskControllerTypes', 'SCSI'),
		premiumDisks: capabilities.get('PremiumIO') !== 'False',
		dataDisks: Number(capabilities.get('MaxDataDiskCount') ?? 0),
		...(restriction && {restriction}),
		restrictedZones:
			sku.restrictions?.filter(({type}) => type === 'Zone').flatMap(({restrictionInfo}) => restrictionInfo?.zones ?? []) ?? [],
		disks: [...new Set(skus.filter(sku => isFree(sku)).flatMap(sku => sku.name ?? []))],
	};
}
