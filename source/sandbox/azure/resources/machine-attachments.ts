import type {Size} from '../offerings.ts';
import type {Cloud, Stored} from '../cloud.ts';
import {invalidParameter, notProvisioned, Refusal} from '../errors.ts';
import {groupId, lastName, parseId, sameId} from '../identifiers.ts';
import {machineUsing} from './attachments.ts';
import {bringDisk, diskType, type DiskProperties} from './disks.ts';
import {dependency, find} from './kind.ts';
import type {DataDisk, MachineProperties} from './machine-model.ts';
import {interfaceType, type InterfaceProperties} from './network-interfaces.ts';

interface Machine {
	id: string;
	location: string;
	zones?: string[] | undefined;
}

/** Interfaces must exist here, be ready, and belong to no other machine. */
export function checkInterfaces(cloud: Cloud, machine: Machine, references: Array<{id: string}>): void {
	for (const {id} of references) {
		dependency<InterfaceProperties>(cloud, interfaceType, id, machine);
		const owner = machineUsing(cloud, id);
		if (owner && !sameId(owner.id, machine.id)) {
			throw new Refusal(
				400,
				'NicInUse',
				`Network Interface ${id} is used by existing resource ${owner.id}. In order to use it, it must be dissociated from the resource. To learn more, see aka.ms/deletenic.`,
			);
		}
	}
}

/** Data disks must exist, be ready and free, have places of their own, and be no more than the size takes. */
export function checkDataDisks(cloud: Cloud, machine: Machine, size: Size, dataDisks: DataDisk[]): void {
	if (dataDisks.length > size.dataDisks) {
		throw new Refusal(
			409,
			'OperationNotAllowed',
			`The maximum number of data disks allowed to be attached to a VM of this size is ${size.dataDisks}.`,
			{target: 'dataDisks'},
		);
	}

	if (new Set(dataDisks.map(disk => disk.lun)).size < dataDisks.length) {
		throw invalidParameter('dataDisk.lun', 'A disk at one of the logical unit numbers already exists in the list of data disks.');
	}

	for (const {createOption, managedDisk, diskSizeGB} of dataDisks) {
		if (createOption === 'Attach') {
			checkAttachable(cloud, machine, managedDisk?.id);
		} else if (createOption !== 'Empty') {
			throw invalidParameter('dataDisk.createOption');
		} else if (diskSizeGB === undefined && !managedDisk?.id) {
			throw invalidParameter('dataDisk.diskSizeGB', "Required parameter 'dataDisk.diskSizeGB' is missing (null).");
		}
	}
}

function checkAttachable(cloud: Cloud, machine: Machine, id: string | undefined): void {
	if (!id) {
		throw invalidParameter('dataDisk.managedDisk.id', "Required parameter 'dataDisk.managedDisk.id' is missing (null).");
	}

	const disk = find<DiskProperties>(cloud, diskType, id);
	const {name = '', group = ''} = parseId(id) ?? {};
	if (!disk) {
		throw new Refusal(
			404,
			'ResourceNotFound',
			`The Resource '${diskType}/${name}' under resource group '${group}' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix`,
		);
	}

	if (disk.location !== machine.location) {
		throw new Refusal(
			400,
			'BadRequest',
			`Disk ${id} is in location '${disk.location}', but virtual machine ${machine.id} is in location '${machine.location}'. A disk can be attached only to a VM in its own location.`,
		);
	}

	if (disk.provisioningState !== 'Succeeded') {
		throw notProvisioned(id, machine.id, disk.provisioningState);
	}

	if (disk.zones && String(disk.zones) !== String(machine.zones ?? [])) {
		throw new Refusal(
			400,
			'BadRequest',
			`Disk ${id} is in zone '${String(disk.zones)}' and cannot be attached to VM ${machine.id}, which is not in that zone.`,
		);
	}

	const owner = machineUsing(cloud, id);
	if (owner && !sameId(owner.id, machine.id)) {
		throw new Refusal(409, 'ConflictingUserInput', `Disk '${id}' cannot be attached as the disk is already owned by VM '${owner.id}'.`, {
			target: id,
		});
	}
}

/** Makes the disks that the machine itself brings, and gives back its storage with every disk's id in it. */
export function bringDisks(
	cloud: Cloud,
	machine: Stored<MachineProperties>,
	os: {generation: string; architecture: string},
): MachineProperties['storageProfile'] {
	const {storageProfile} = machine.properties;
	const {subscription = '', group = ''} = parseId(machine.id) ?? {};
	const base = `${groupId(subscription, group)}/providers/${diskType}`;
	const place = {location: machine.location, tags: machine.tags};
	const osName = storageProfile.osDisk.name ?? `${machine.name}_OsDisk_1_${machine.properties.vmId.replaceAll('-', '')}`;
	const osSku = storageProfile.osDisk.managedDisk?.storageAccountType ?? 'Standard_LRS';
	const osId = `${base}/${osName}`;
	bringDisk(cloud, {
		...place,
		id: osId,
		sku: osSku,
		properties: {
			sizeGiB: storageProfile.osDisk.diskSizeGB ?? 30,
			creationData: {createOption: 'FromImage', imageReference: {id: storageProfile.imageReference.sku}},
			os,
		},
	});
	const dataDisks = storageProfile.dataDisks.map(disk => {
		const known = disk.managedDisk?.id;
		if (known) {
			const stored = find<DiskProperties>(cloud, diskType, known);
			return {
				...disk,
				name: lastName(known),
				diskSizeGB: stored?.properties.sizeGiB,
				managedDisk: {...disk.managedDisk, storageAccountType: stored?.sku?.name},
			};
		}

		const name = disk.name ?? `${machine.name}_DataDisk_${disk.lun}`;
		const sku = disk.managedDisk?.storageAccountType ?? 'Standard_LRS';
		bringDisk(cloud, {
			...place,
			id: `${base}/${name}`,
			sku,
			properties: {sizeGiB: disk.diskSizeGB ?? 30, creationData: {createOption: 'Empty'}},
		});
		return {...disk, name, managedDisk: {id: `${base}/${name}`, storageAccountType: sku}};
	});
	return {
		...storageProfile,
		osDisk: {
			...storageProfile.osDisk,
			name: osName,
			managedDisk: {...storageProfile.osDisk.managedDisk, id: osId, storageAccountType: osSku},
		},
		dataDisks,
	};
}
