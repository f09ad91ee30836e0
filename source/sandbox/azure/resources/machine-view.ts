import {images} from '../offerings.ts';
import type {Stored} from '../cloud.ts';
import {envelope} from './kind.ts';
import type {MachineProperties} from './machine-model.ts';

/** Azure's form of a machine. Custom data and passwords are never given back. */
export function viewMachine(machine: Stored<MachineProperties>, expand = ''): object {
	const {vmId, exactVersion, hardwareProfile, storageProfile, osProfile, networkProfile, securityProfile, settings} = machine.properties;
	const ready = machine.provisioningState !== 'Creating';
	const {customData: _, adminPassword: __, ...login} = osProfile;
	return envelope(
		machine,
		{
			vmId,
			timeCreated: machine.created,
			hardwareProfile,
			storageProfile: {
				...storageProfile,
				imageReference: {...storageProfile.imageReference, exactVersion},
				osDisk: {osType: 'Linux', ...(ready ? storageProfile.osDisk : withoutId(storageProfile.osDisk))},
			},
			osProfile: {
				...login,
				...(login.linuxConfiguration && {
					linuxConfiguration: {
						provisionVMAgent: true,
						patchSettings: {patchMode: 'ImageDefault', assessmentMode: 'ImageDefault'},
						...login.linuxConfiguration,
					},
				}),
				secrets: [],
				allowExtensionOperations: true,
				requireGuestProvisionSignal: true,
			},
			networkProfile,
			securityProfile: securityProfile ?? {securityType: 'Standard'},
			...settings,
			...(expand.toLowerCase().includes('instanceview') && {instanceView: viewInstance(machine)}),
		},
		{etag: machine.etag},
	);
}

/** While a machine is being created, its disk has no name and id to show. */
function withoutId(disk: MachineProperties['storageProfile']['osDisk']): object {
	const {managedDisk, ...rest} = disk;
	return {...rest, managedDisk: {storageAccountType: managedDisk?.storageAccountType}};
}

/** What the machine does at this moment. */
export function viewInstance(machine: Stored<MachineProperties>): object {
	const {power, storageProfile, osProfile} = machine.properties;
	const {imageReference} = storageProfile;
	const image = images.find(row => row.offer === imageReference.offer && row.sku === imageReference.sku);
	const state = machine.provisioningState.toLowerCase();
	const running = power === 'running';
	const status = (code: string, displayStatus: string, level = 'Info') => ({code, level, displayStatus, time: machine.changed});
	const failed = machine.provisioningState === 'Failed';
	return {
		...(running && {computerName: osProfile.computerName, osName: 'ubuntu', osVersion: image?.release}),
		hyperVGeneration: image?.generation ?? 'V2',
		...(running && {
			vmAgent: {
				vmAgentVersion: '2.11.1.12',
				statuses: [{...status('ProvisioningState/succeeded', 'Ready'), message: 'Guest Agent is running'}],
				extensionHandlers: [],
			},
		}),
		disks: [storageProfile.osDisk, ...storageProfile.dataDisks].map(disk => ({
			name: disk.name,
			statuses: [status('ProvisioningState/succeeded', 'Provisioning succeeded')],
		})),
		bootDiagnostics: {},
		statuses: [
			status(`ProvisioningState/${failed ? 'failed' : state}`, `Provisioning ${state}`, failed ? 'Error' : 'Info'),
			...(machine.provisioningState === 'Creating' ? [] : [status(`PowerState/${power}`, `VM ${power}`)]),
		],
	};
}
