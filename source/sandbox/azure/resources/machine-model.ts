import * as z from 'zod';
import {propertiesOf, resourceBody, tags} from '../bodies.ts';

const deleteOption = z.enum(['Delete', 'Detach']).optional();
const managedDisk = z.looseObject({id: z.string().optional(), storageAccountType: z.string().optional()}).optional();
const diskSize = z.int().min(1).max(32_767).optional();
const caching = z.enum(['None', 'ReadOnly', 'ReadWrite']).optional();

const osDisk = z.looseObject({
	createOption: z.string(),
	name: z.string().optional(),
	diskSizeGB: diskSize,
	caching,
	managedDisk,
	deleteOption,
});
const dataDisk = z.looseObject({
	createOption: z.string(),
	lun: z.int().min(0).max(63),
	name: z.string().optional(),
	diskSizeGB: diskSize,
	caching,
	managedDisk,
	deleteOption,
});
const imageReference = z.looseObject({publisher: z.string(), offer: z.string(), sku: z.string(), version: z.string()});

const storageProfile = z.looseObject({
	imageReference,
	osDisk,
	dataDisks: z.array(dataDisk).default([]),
	diskControllerType: z.enum(['SCSI', 'NVMe']).optional(),
});
const osProfile = z.looseObject({
	computerName: z.string(),
	adminUsername: z.string(),
	adminPassword: z.string().optional(),
	customData: z.string().optional(),
	linuxConfiguration: z
		.looseObject({
			disablePasswordAuthentication: z.boolean().default(false),
			ssh: z.looseObject({publicKeys: z.array(z.looseObject({path: z.string(), keyData: z.string()})).default([])}).optional(),
		})
		.optional(),
});
const networkProfile = z.looseObject({
	networkInterfaces: z
		.array(z.looseObject({id: z.string(), properties: z.looseObject({primary: z.boolean().optional(), deleteOption}).optional()}))
		.min(1),
});
const hardwareProfile = z.looseObject({vmSize: z.string()});
const securityProfile = z.looseObject({
	securityType: z.enum(['TrustedLaunch', 'ConfidentialVM', 'Standard']).optional(),
	uefiSettings: z.looseObject({secureBootEnabled: z.boolean().optional(), vTpmEnabled: z.boolean().optional()}).optional(),
	encryptionAtHost: z.boolean().optional(),
});

const others = [
	'additionalCapabilities',
	'applicationProfile',
	'availabilitySet',
	'billingProfile',
	'capacityReservation',
	'diagnosticsProfile',
	'evictionPolicy',
	'extensionsTimeBudget',
	'host',
	'hostGroup',
	'instanceView',
	'licenseType',
	'platformFaultDomain',
	'priority',
	'provisioningState',
	'proximityPlacementGroup',
	'scheduledEventsPolicy',
	'scheduledEventsProfile',
	'timeCreated',
	'userData',
	'virtualMachineScaleSet',
	'vmId',
] as const;

export const machineBody = resourceBody(
	propertiesOf(
		{hardwareProfile, storageProfile, osProfile: osProfile.optional(), networkProfile, securityProfile: securityProfile.optional()},
		others,
	),
);
export type MachineBody = z.infer<typeof machineBody>;

export const machinePatchBody = z.strictObject({
	tags: tags.optional(),
	identity: z.unknown().optional(),
	plan: z.unknown().optional(),
	zones: z.array(z.string()).optional(),
	properties: propertiesOf(
		{
			hardwareProfile: hardwareProfile.partial().optional(),
			storageProfile: storageProfile
				.partial()
				.extend({dataDisks: z.array(dataDisk).optional()})
				.optional(),
			osProfile: osProfile.partial().optional(),
			networkProfile: networkProfile.optional(),
			securityProfile: securityProfile.optional(),
		},
		others,
	).optional(),
});
export type MachinePatch = z.infer<typeof machinePatchBody>;

export const attachDetachBody = z.strictObject({
	dataDisksToAttach: z.array(z.looseObject({diskId: z.string(), lun: z.int().min(0).optional(), caching, deleteOption})).optional(),
	dataDisksToDetach: z.array(z.looseObject({diskId: z.string(), detachOption: z.string().optional()})).optional(),
});

export type DataDisk = z.infer<typeof dataDisk>;
export type Power = 'starting' | 'running' | 'stopping' | 'stopped' | 'deallocating' | 'deallocated';

/** A machine as the sandbox keeps it. */
export interface MachineProperties {
	vmId: string;
	power: Power;
	exactVersion: string;
	hardwareProfile: z.infer<typeof hardwareProfile>;
	storageProfile: z.infer<typeof storageProfile>;
	osProfile: z.infer<typeof osProfile>;
	networkProfile: z.infer<typeof networkProfile>;
	securityProfile?: z.infer<typeof securityProfile> | undefined;
	settings: Record<string, unknown>;
}
