import {Buffer} from 'node:buffer';
import type {DataDisk, VirtualMachine} from '@azure/arm-compute';
import images from '../../../assets/ubuntu-images.json' with {type: 'json'};
import {cloudInit} from '../../deployment/cloud-init.ts';
import type {OsDisk} from '../../deployment/choices.ts';
import type {Deployment, Placement} from '../../deployment/deployment.ts';
import type {MachineSize} from '../../deployment/machine-size.ts';
import {hostKeyTag} from '../../deployment/tags.ts';
import {diskGiB} from './disks.ts';
import {idsOf} from './resource.ts';

/** Azure's names for the kinds of system disk. */
export const osDiskSkus = {'premium-ssd': 'Premium_LRS', 'standard-ssd': 'StandardSSD_LRS'} as const satisfies Record<OsDisk, string>;

/** The LUN at which Linux finds the data disk, unless another disk was attached there. */
const usualLun = 0;

/** Keeps the console's log, for a machine that does not answer SSH. */
export const bootDiagnostics = {bootDiagnostics: {enabled: true}};

/** The request that creates the machine. Holds the host's private key: never log it. */
export function machineBody(deployment: Deployment): VirtualMachine {
	const {choices, names, tags, size, hostKey, adminUser} = deployment;
	const ids = idsOf(deployment);
	return {
		location: choices.region,
		tags: {...tags, [hostKeyTag]: withoutComment(hostKey.publicKey)},
		hardwareProfile: {vmSize: size.name},
		storageProfile: {
			imageReference: images[choices.ubuntu],
			diskControllerType: diskController(size),
			osDisk: {
				name: names.osDisk,
				createOption: 'FromImage',
				diskSizeGB: diskGiB,
				caching: 'ReadWrite',
				managedDisk: {storageAccountType: osDiskSkus[choices.osDisk]},
				deleteOption: 'Delete',
			},
			dataDisks: [attachedDataDisk(deployment, usualLun)],
		},
		osProfile: {
			computerName: names.machine,
			adminUsername: adminUser,
			customData: Buffer.from(cloudInit(hostKey)).toString('base64'),
			linuxConfiguration: {
				disablePasswordAuthentication: true,
				ssh: {publicKeys: [{path: `/home/${adminUser}/.ssh/authorized_keys`, keyData: choices.sshKey.publicKey}]},
			},
		},
		networkProfile: {networkInterfaces: [{id: ids.interface, primary: true, deleteOption: 'Delete'}]},
		// Azure's API gives no Trusted Launch unless asked for it.
		...(size.trustedLaunch && {
			securityProfile: {securityType: 'TrustedLaunch', uefiSettings: {secureBootEnabled: true, vTpmEnabled: true}},
		}),
		diagnosticsProfile: bootDiagnostics,
	};
}

/** Our data disk as it is attached at `lun`: without a cache, as its database wants it, and kept when the machine is deleted. */
export function attachedDataDisk(deployment: Placement, lun: number): DataDisk {
	return {lun, createOption: 'Attach', caching: 'None', managedDisk: {id: idsOf(deployment).disk}, deleteOption: 'Detach'};
}

/** The first LUN, from the usual one on, at which no disk is attached. */
export function freeLun(taken: readonly number[]): number {
	let lun = usualLun;
	while (taken.includes(lun)) {
		lun++;
	}

	return lun;
}

/** How wasperctl's settings name the LUN of the data disk; undefined for the usual one. */
export function lunSetting(lun: number): string | undefined {
	return lun === usualLun ? undefined : `lun${lun}`;
}

/** The disk bus that this size boots from; sizes from v6 on know NVMe only. */
export function diskController(size: MachineSize): 'SCSI' | 'NVMe' {
	return size.diskControllers.includes('SCSI') ? 'SCSI' : 'NVMe';
}

/** `ssh-ed25519 AAAA…`: what a key may say after that does not belong to it. */
function withoutComment(publicKey: string): string {
	return publicKey.split(/\s+/).slice(0, 2).join(' ');
}
