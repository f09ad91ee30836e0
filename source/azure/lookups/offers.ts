import type {ResourceSku} from '@azure/arm-compute';
import {readCapabilities, regionalRestriction, type SizeCapabilities} from './capabilities.ts';

/** What Azure offers of one VM size, and of the disks beside it, to this subscription in one region. */
export interface SizeOffer extends Omit<SizeCapabilities, 'value'> {
	name: string;
	family: string;
	/** Why this subscription can't have it in this region: `NotAvailableForSubscription` or `QuotaId`. */
	restriction?: string;
	/** Zones in which this subscription can't have it, though it can in the region. */
	restrictedZones: string[];
	/** Disk SKUs available in the region, such as `Premium_LRS`. */
	disks: string[];
}

/** The offer of one size in the list of a region's SKUs; undefined when the region does not have it. */
export function readOffer(skus: ResourceSku[], name: string): SizeOffer | undefined {
	const sku = skus.find(entry => entry.resourceType === 'virtualMachines' && entry.name === name);
	if (!sku) {
		return undefined;
	}

	const {value: _, ...capabilities} = readCapabilities(sku);
	const restriction = regionalRestriction(sku);
	const disks = skus.filter(entry => entry.resourceType === 'disks' && !regionalRestriction(entry));
	return {
		name,
		family: sku.family ?? '',
		...capabilities,
		...(restriction && {restriction}),
		restrictedZones:
			sku.restrictions?.filter(({type}) => type === 'Zone').flatMap(({restrictionInfo}) => restrictionInfo?.zones ?? []) ?? [],
		disks: [...new Set(disks.flatMap(entry => entry.name ?? []))],
	};
}
