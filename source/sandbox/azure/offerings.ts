import type {RoleName} from './roles.ts';
import imageData from '../../../assets/sandbox/images.json' with {type: 'json'};
import providerData from '../../../assets/sandbox/providers.json' with {type: 'json'};
import regionData from '../../../assets/sandbox/regions.json' with {type: 'json'};
import skuData from '../../../assets/sandbox/skus.json' with {type: 'json'};
import subscriptionData from '../../../assets/sandbox/subscriptions.json' with {type: 'json'};

/** A subscription of the rehearsal. */
export interface Subscription {
	id: string;
	name: string;
	tenantId: string;
	/** Display name of the tenant. */
	tenantName?: string;
	/** `Enabled`, `Disabled`, `Warned` … */
	state: string;
	/** Quota id of the offer, such as `FreeTrial_2014-09-01`. */
	offer: string;
	spendingLimit: string;
	/** Provider namespaces registered from the start. */
	registered: string[];
	/** Limits that differ from the usual ones, by usage name: `cores`, `standardDASv5Family`, `PublicIPAddresses`. */
	quotas?: Record<string, number>;
	/** What everybody may do in it; the role of the account itself unless given. */
	role?: RoleName;
}

export interface Size {
	name: string;
	family: string;
	vCpus: number;
	memoryGiB: number;
	/** How many data disks it takes. */
	dataDisks: number;
	/** What else the list of SKUs says of it. */
	capabilities: Record<string, string>;
	architecture: string;
	/** Disk buses; sizes that say nothing are SCSI only. */
	controllers: string[];
	generations: string[];
	trustedLaunch: boolean;
}

export interface Image {
	publisher: string;
	offer: string;
	sku: string;
	generation: string;
	architecture: string;
	release: string;
	/** Oldest first. */
	versions: string[];
}

export const defaultSubscriptions: Subscription[] = subscriptionData;

export const regions = regionData.physical;
export const logicalRegions = regionData.logical;

/** Region names are compared without case and spaces: `East US` is `eastus`. */
export function regionName(location: string): string {
	return location.toLowerCase().replaceAll(' ', '');
}

export function isRegion(location: string): boolean {
	return regions.some(region => region.name === regionName(location));
}

const traits: Record<string, Record<string, string>> = skuData.traits;

export const sizes: Size[] = skuData.sizes.map(row => {
	const [name, family, vCpus, memoryGiB, dataDisks, trait] = row as [string, string, number, number, number, string];
	const capabilities = traits[trait] ?? {};
	return {
		name,
		family,
		vCpus,
		memoryGiB,
		dataDisks,
		capabilities,
		architecture: capabilities['CpuArchitectureType'] ?? 'x64',
		controllers: (capabilities['DiskControllerTypes'] ?? 'SCSI').split(','),
		generations: (capabilities['HyperVGenerations'] ?? 'V1').split(','),
		trustedLaunch: capabilities['TrustedLaunchDisabled'] !== 'True',
	};
});

const absent: Record<string, string[]> = skuData.absent;

/** Sizes that exist in a region at all. */
export function sizesIn(region: string): Size[] {
	return sizes.filter(size => !absent[region]?.includes(size.name));
}

export interface Restriction {
	size: string;
	regions: string[];
	type: string;
	zones?: string[];
	reason: string;
}

const restrictions: Restriction[] = skuData.restrictions;

export function restrictionsOf(size: string, region: string): Restriction[] {
	return restrictions.filter(row => row.size === size && row.regions.includes(region));
}

/** Usual limits by usage name. */
export const quotas: Record<string, number> = {...skuData.quotas, ...skuData.families};
export const families = Object.keys(skuData.families);

const versions: Record<string, string[]> = imageData.versions;

export const images: Image[] = imageData.images.map(image => ({
	...image,
	publisher: imageData.publisher,
	versions: versions[image.release] ?? [],
}));

export interface Provider {
	namespace: string;
	alwaysRegistered: boolean;
	/** Api-versions by type, newest first. */
	resourceTypes: Record<string, string[]>;
}

export const providers: Provider[] = Object.entries(providerData).map(([namespace, provider]) => ({namespace, ...provider}));

export function provider(namespace: string): Provider | undefined {
	return providers.find(row => row.namespace.toLowerCase() === namespace.toLowerCase());
}

/** Api-versions that a type answers to, newest first. */
export function apiVersions(namespace: string, type: string): string[] {
	const types = Object.entries(provider(namespace)?.resourceTypes ?? {});
	return types.find(([name]) => name.toLowerCase() === type.toLowerCase())?.[1] ?? [];
}
