import images from '../../../assets/ubuntu-images.json' with {type: 'json'};
import {diskGiB} from '../../azure/resources/disks.ts';
import {idsOf} from '../../azure/resources/resource.ts';
import type {Choices} from '../../deployment/choices.ts';
import type {Placement} from '../../deployment/deployment.ts';
import type {PolicyResource} from '../../policy/policy.ts';
import {deploymentTags} from '../../deployment/tags.ts';

export interface PlannedResource extends PolicyResource {
	/** The word for it: `virtual machine`. */
	word: string;
}

/** What a first run would ask Azure to make, as policies would see it. */
export function plannedResources(
	placement: Placement,
	choices: Choices,
	{withGroup, trustedLaunch}: {withGroup: boolean; trustedLaunch: boolean},
): PlannedResource[] {
	const {names} = placement;
	const ids = idsOf(placement);
	const image = images[choices.ubuntu];
	const common = {location: choices.region, tags: deploymentTags(choices)};
	const make = (word: string, type: string, name: string, properties: Record<string, unknown>): PlannedResource => ({
		...common,
		word,
		type,
		name,
		aliases: Object.fromEntries(Object.entries(properties).map(([property, value]) => [`${type}/${property}`, value])),
	});
	return [
		...(withGroup ? [make('resource group', 'Microsoft.Resources/subscriptions/resourceGroups', names.group, {})] : []),
		make('network', 'Microsoft.Network/virtualNetworks', names.network, {}),
		make('network security group', 'Microsoft.Network/networkSecurityGroups', names.firewall, {}),
		make('public address', 'Microsoft.Network/publicIPAddresses', names.address, {
			'sku.name': 'Standard',
			publicIPAllocationMethod: 'Static',
			publicIPAddressVersion: 'IPv4',
		}),
		make('network interface', 'Microsoft.Network/networkInterfaces', names.interface, {
			'ipconfigurations[*].publicIpAddress.id': ids.address,
			'ipconfigurations[*].subnet.id': ids.subnet,
			'networkSecurityGroup.id': ids.firewall,
			enableIpForwarding: false,
		}),
		make('disk', 'Microsoft.Compute/disks', names.dataDisk, {
			'sku.name': 'Premium_LRS',
			diskSizeGB: diskGiB,
			networkAccessPolicy: 'DenyAll',
			publicNetworkAccess: 'Disabled',
		}),
		make('virtual machine', 'Microsoft.Compute/virtualMachines', names.machine, {
			'sku.name': choices.size,
			imagePublisher: image.publisher,
			imageOffer: image.offer,
			imageSku: image.sku,
			'osProfile.linuxConfiguration.disablePasswordAuthentication': true,
			'storageProfile.osDisk.managedDisk.storageAccountType': 'Premium_LRS',
			...(trustedLaunch && {'securityProfile.securityType': 'TrustedLaunch'}),
		}),
	];
}
