import {images, isRegion, restrictionsOf, sizes, sizesIn, type Image, type Size} from '../offerings.ts';
import type {Cloud, Stored} from '../cloud.ts';
import {invalidParameter, Refusal} from '../errors.ts';
import {all} from './kind.ts';
import {limitOf} from './limits.ts';
import type {MachineBody, MachineProperties} from './machine-model.ts';

const machineType = 'Microsoft.Compute/virtualMachines';

/** The size, if this subscription may have it in this region. */
export function checkSize(name: string, region: string): Size {
	const here = isRegion(region) ? sizesIn(region) : [];
	const size = here.find(candidate => candidate.name.toLowerCase() === name.toLowerCase());
	if (!size) {
		throw invalidParameter(
			'vmSize',
			`The requested VM size ${name} is not available in the current region. The sizes available in the current region are: ${here.map(row => row.name).join(',')}. Find out more on the available VM sizes in each region at https://aka.ms/azure-regions.`,
		);
	}

	if (restrictionsOf(size.name, region).some(restriction => restriction.type === 'Location')) {
		throw new Refusal(
			409,
			'SkuNotAvailable',
			`The requested VM size for resource 'Following SKUs have failed for Capacity Restrictions: ${size.name}' is currently not available in location '${region}'. Please try another size or deploy to a different location or different zone. See https://aka.ms/azureskunotavailable for details.`,
			{target: 'sku.name'},
		);
	}

	return size;
}

/** The image and the version that is meant. */
export function findImage(reference: MachineBody['properties']['storageProfile']['imageReference']): {image: Image; version: string} {
	const {publisher, offer, sku, version} = reference;
	const wanted = [publisher, offer, sku].join(' ').toLowerCase();
	const image = images.find(row => [row.publisher, row.offer, row.sku].join(' ').toLowerCase() === wanted);
	const exact = version.toLowerCase() === 'latest' ? image?.versions.at(-1) : image?.versions.find(row => row === version);
	if (!image || !exact) {
		throw new Refusal(
			404,
			'PlatformImageNotFound',
			`The platform image '${publisher}:${offer}:${sku}:${version}' is not available. Verify that all fields in the storage profile are correct. For more details about storage profile information, please refer to https://aka.ms/storageprofile.`,
			{target: 'imageReference'},
		);
	}

	return {image, version: exact};
}

/** Refuses what the size can't boot: another processor, generation, disk bus, disk or security than it has. */
export function checkFit(size: Size, image: Image, {storageProfile, securityProfile}: MachineBody['properties']): void {
	if (size.architecture !== image.architecture) {
		throw new Refusal(
			400,
			'BadRequest',
			`Cannot create a VM of size '${size.name}' because this VM size only supports a CPU Architecture of '${size.architecture}', but an image or disk with CPU Architecture '${image.architecture}' was given. Please check that the CPU Architecture of the image or disk is compatible with that of the VM size.`,
		);
	}

	if (!size.generations.includes(image.generation)) {
		throw new Refusal(
			400,
			'BadRequest',
			`The selected VM size '${size.name}' cannot boot Hypervisor Generation '${image.generation === 'V1' ? 1 : 2}'. If this was a Create operation please check that the Hypervisor Generation of the Image matches the Hypervisor Generation of the selected VM Size.`,
		);
	}

	checkController(size, storageProfile.diskControllerType);
	const secured = securityProfile?.securityType === 'TrustedLaunch' || securityProfile?.securityType === 'ConfidentialVM';
	if (secured && !size.trustedLaunch) {
		throw new Refusal(
			400,
			'BadRequest',
			`The VM size '${size.name}' is not supported for creation of VMs and Virtual Machine Scale Set with '${securityProfile.securityType}' security type.`,
		);
	}

	if (secured && image.generation !== 'V2') {
		throw new Refusal(400, 'BadRequest', 'The provided image must be a Generation 2 image to use security type Trusted Launch.');
	}
}

export function checkController(size: Size, controller: string | undefined): void {
	if (controller && !size.controllers.includes(controller)) {
		throw invalidParameter(
			'diskControllerType',
			`The VM size '${size.name}' cannot boot with OS image or disk. Please check that disk controller types supported by the OS image or disk is one of the supported disk controller types for the VM size '${size.name}'. Please query sku api at https://aka.ms/azure-compute-skus to determine supported disk controller types for the VM size.`,
		);
	}
}

function family(name: string): Size | undefined {
	return sizes.find(size => size.name.toLowerCase() === name.toLowerCase());
}

/** Cores in use in a region, deallocated machines included only in the family that Azure counts them in: none. */
export function coresInUse(cloud: Cloud, subscription: string, region: string): Map<string, number> {
	const used = new Map<string, number>([['cores', 0]]);
	for (const machine of machinesIn(cloud, subscription, region)) {
		const size = machine.properties.power === 'deallocated' ? undefined : family(machine.properties.hardwareProfile.vmSize);
		if (size) {
			used.set('cores', (used.get('cores') ?? 0) + size.vCpus);
			used.set(size.family, (used.get(size.family) ?? 0) + size.vCpus);
		}
	}

	return used;
}

export function machinesIn(cloud: Cloud, subscription: string, region: string): Array<Stored<MachineProperties>> {
	return all<MachineProperties>(cloud, machineType, `/subscriptions/${subscription}`).filter(machine => machine.location === region);
}

/** Refuses what goes beyond the cores that the subscription may use. `freed` is the size that the machine gives up. */
export function checkQuota(cloud: Cloud, subscription: string, region: string, size: Size, freed?: string): void {
	const used = coresInUse(cloud, subscription, region);
	const old = freed ? family(freed) : undefined;
	for (const [name, title] of [
		['cores', 'Total Regional'],
		[size.family, size.family],
	] as const) {
		const limit = limitOf(cloud, subscription, name);
		const usage = used.get(name) ?? 0;
		const given = old && (name === 'cores' || name === old.family) ? old.vCpus : 0;
		const required = size.vCpus - given;
		if (required > 0 && usage + required > limit) {
			throw new Refusal(
				409,
				'OperationNotAllowed',
				`Operation could not be completed as it results in exceeding approved ${title} Cores quota. Additional details - Deployment Model: Resource Manager, Location: ${region}, Current Limit: ${limit}, Current Usage: ${usage}, Additional Required: ${required}, (Minimum) New Limit Required: ${usage + required}. Submit a request for Quota increase at https://aka.ms/ProdportalCRP/?#create/Microsoft.Support/Parameters/ by specifying parameters listed in the 'Details' section for deployment to succeed. Please read more about quota limits at https://docs.microsoft.com/en-us/azure/azure-supportability/regional-quota-requests.`,
			);
		}
	}
}
