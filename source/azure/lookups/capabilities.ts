import type {ResourceSku} from '@azure/arm-compute';

/** What a size can do, read from its row in the list of SKUs. */
export interface SizeCapabilities {
	/** Processors that count against the quotas; constrained sizes show fewer. */
	vCpus: number;
	architecture: string;
	/** `V1`, `V2` */
	generations: string[];
	/** `SCSI`, `NVMe` */
	diskControllers: string[];
	premiumDisks: boolean;
	dataDisks: number;
	/** Any other capability, as Azure writes it; undefined where it says nothing. */
	value(name: string): string | undefined;
}

/** The capabilities of a size. What Azure leaves out is what sizes had before it was introduced: generation 1, SCSI, x64. */
export function readCapabilities({capabilities = []}: ResourceSku): SizeCapabilities {
	const values = new Map(capabilities.map(({name = '', value = ''}) => [name, value]));
	const list = (name: string, usual: string) => (values.get(name) ?? usual).split(',').map(item => item.trim());
	return {
		vCpus: Number(values.get('vCPUs') ?? 0),
		architecture: values.get('CpuArchitectureType') ?? 'x64',
		generations: list('HyperVGenerations', 'V1'),
		diskControllers: list('DiskControllerTypes', 'SCSI'),
		premiumDisks: values.get('PremiumIO') !== 'False',
		dataDisks: Number(values.get('MaxDataDiskCount') ?? 0),
		value: name => values.get(name),
	};
}

/** Why this subscription can't have the size in this region: `NotAvailableForSubscription` or `QuotaId`; undefined when it can. */
export function regionalRestriction({restrictions = []}: ResourceSku): string | undefined {
	return restrictions.find(({type}) => type === 'Location')?.reasonCode;
}
