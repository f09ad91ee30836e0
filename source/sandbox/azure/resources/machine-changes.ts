import type {Answer} from '../../foundation/https.ts';
import {accepted} from '../asynchronous.ts';
import {sizes} from '../offerings.ts';
import type {Stored} from '../cloud.ts';
import {invalidParameter, propertyChange} from '../errors.ts';
import {lastName, sameId} from '../identifiers.ts';
import type {Call} from '../routes.ts';
import {operationOn, store} from './kind.ts';
import {checkDataDisks, checkInterfaces} from './machine-attachments.ts';
import {checkSize} from './machine-hardware.ts';
import {attachDetachBody, machinePatchBody, type DataDisk, type MachinePatch, type MachineProperties} from './machine-model.ts';
import {checkIdle, checkResize, pauseForChange} from './machine-power.ts';
import {viewMachine} from './machine-view.ts';

/** Tells the end of an update that the guest sees other disks. */
export const disksChanged = 'disks changed';

/** Changes tags, size, data disks, delete options. What a PATCH does not name stays. */
export function patch(call: Call, machine: Stored<MachineProperties>): Answer {
	const {cloud} = call;
	const body = call.body(machinePatchBody);
	checkIdle(call, machine);
	const {hardwareProfile, storageProfile, networkProfile, securityProfile, osProfile: _, ...others} = body.properties ?? {};
	checkLogin(body, machine);
	const wanted = hardwareProfile?.vmSize;
	const resized = wanted !== undefined && wanted.toLowerCase() !== machine.properties.hardwareProfile.vmSize.toLowerCase();
	if (resized) {
		checkResize(cloud, machine, wanted);
	}

	if (networkProfile) {
		checkInterfaces(cloud, machine, networkProfile.networkInterfaces);
	}

	const old = machine.properties;
	const {osDisk, dataDisks} = storageProfile ?? {};
	if (dataDisks) {
		checkDataDisks(cloud, machine, sizeOf(machine, wanted), dataDisks);
	}

	const merged: Stored<MachineProperties> = {
		...machine,
		tags: body.tags ?? machine.tags,
		provisioningState: 'Updating',
		properties: {
			...old,
			hardwareProfile: resized ? {...old.hardwareProfile, vmSize: checkSize(wanted, machine.location).name} : old.hardwareProfile,
			networkProfile: networkProfile ?? old.networkProfile,
			securityProfile: securityProfile ?? old.securityProfile,
			settings: {...old.settings, ...others},
			storageProfile: {
				...old.storageProfile,
				osDisk: {...old.storageProfile.osDisk, ...(osDisk?.deleteOption && {deleteOption: osDisk.deleteOption})},
				dataDisks: dataDisks?.map(disk => named(disk)) ?? old.storageProfile.dataDisks,
			},
		},
	};
	const stored = resized ? pauseForChange(cloud, merged) : store(cloud, merged);
	const operation = cloud.operations.begin({
		...operationOn(machine.id, machine.location, 'update'),
		latency: resized ? 'resize' : dataDisks ? 'attachDisk' : 'machineUpdate',
		...(dataDisks && {input: disksChanged}),
		failure: call.failure,
	});
	return accepted(call, operation, {status: 200, body: viewMachine(stored)});
}

/** Azure names an attached disk itself. */
function named(disk: DataDisk): DataDisk {
	const id = disk.managedDisk?.id;
	return id === undefined ? disk : {...disk, name: lastName(id)};
}

function checkLogin({properties}: MachinePatch, machine: Stored<MachineProperties>): void {
	const {adminUsername, customData} = properties?.osProfile ?? {};
	if (adminUsername !== undefined && adminUsername !== machine.properties.osProfile.adminUsername) {
		throw propertyChange('osProfile.adminUsername');
	}

	if (customData !== undefined && customData !== machine.properties.osProfile.customData) {
		throw propertyChange('osProfile.customData');
	}
}

function sizeOf(machine: Stored<MachineProperties>, wanted: string = machine.properties.hardwareProfile.vmSize) {
	const size = sizes.find(row => row.name.toLowerCase() === wanted.toLowerCase());
	if (!size) {
		throw invalidParameter('vmSize');
	}

	return size;
}

/** POST attachDetachDataDisks: the quick way to hang a disk on a machine or to take it off. */
export function attachDetach(call: Call, machine: Stored<MachineProperties>): Answer {
	const {cloud} = call;
	const {dataDisksToAttach = [], dataDisksToDetach = []} = call.body(attachDetachBody);
	checkIdle(call, machine);
	const old = machine.properties.storageProfile.dataDisks;
	const missing = dataDisksToDetach.find(({diskId}) => !old.some(disk => sameId(disk.managedDisk?.id, diskId)));
	if (missing) {
		throw invalidParameter('dataDisksToDetach', `Disk '${missing.diskId}' is not attached to the virtual machine.`);
	}

	const kept = old.filter(disk => !dataDisksToDetach.some(({diskId}) => sameId(diskId, disk.managedDisk?.id)));
	const used = new Set([...kept.map(disk => disk.lun), ...dataDisksToAttach.map(disk => disk.lun)]);
	const added = dataDisksToAttach.map(({diskId, lun, caching, deleteOption}): DataDisk => {
		const place = lun ?? Array.from({length: 64}, (_, index) => index).find(index => !used.has(index)) ?? 0;
		used.add(place);
		return {createOption: 'Attach', lun: place, name: lastName(diskId), caching, deleteOption, managedDisk: {id: diskId}};
	});
	const dataDisks = [...kept, ...added];
	checkDataDisks(cloud, machine, sizeOf(machine), dataDisks);
	const {properties} = machine;
	store(cloud, {
		...machine,
		provisioningState: 'Updating',
		properties: {...properties, storageProfile: {...properties.storageProfile, dataDisks}},
	});
	const operation = cloud.operations.begin({
		...operationOn(machine.id, machine.location, 'update'),
		latency: 'attachDisk',
		input: disksChanged,
		failure: call.failure,
	});
	return accepted(call, operation, {status: 202}, {location: true});
}

/** POST reapply: brings a machine that failed back to what was asked for. */
export function reapply(call: Call, machine: Stored<MachineProperties>): Answer {
	const {cloud} = call;
	checkIdle(call, machine);
	store(cloud, {...machine, provisioningState: 'Updating'});
	const operation = cloud.operations.begin({
		...operationOn(machine.id, machine.location, 'update'),
		latency: 'machineUpdate',
		failure: call.failure,
	});
	return accepted(call, operation, {status: 202}, {location: true});
}
