import {randomUUID} from 'node:crypto';
import type {Answer} from '../../foundation/https.ts';
import {accepted} from '../asynchronous.ts';
import type {Stored} from '../cloud.ts';
import {invalidParameter, propertyChange} from '../errors.ts';
import {lastName, parseId} from '../identifiers.ts';
import type {Call} from '../routes.ts';
import {checkRegion, operationOn, store, type Kind} from './kind.ts';
import {checkDataDisks, checkInterfaces, bringDisks} from './machine-attachments.ts';
import {attachDetach, patch, reapply} from './machine-changes.ts';
import {checkFit, checkQuota, checkSize, findImage} from './machine-hardware.ts';
import {checkLogin} from './machine-login.ts';
import {machineBody, type MachineBody, type MachineProperties} from './machine-model.ts';
import {checkIdle, checkResize, pauseForChange, powerActions} from './machine-power.ts';
import {machineType, setPower} from './machine-running.ts';
import {viewInstance, viewMachine} from './machine-view.ts';

export const virtualMachines: Kind<MachineProperties> = {
	type: machineType,
	namePattern: /^[a-z\d]([a-z\d-]{0,62}[a-z\d])?$/i,
	put: (call, id, existing) => (existing ? update(call, existing) : create(call, id)),
	describe: (_, machine, call) => viewMachine(machine, call?.query.get('$expand') ?? ''),
	patch,
	remove,
	views: {instanceView: viewInstance},
	actions: {...powerActions, attachDetachDataDisks: attachDetach, reapply},
};

function create(call: Call, id: string): Answer {
	const {cloud} = call;
	const {location, tags, zones, properties} = call.body(machineBody);
	const region = checkRegion(location, id, undefined);
	const {hardwareProfile, storageProfile, osProfile, networkProfile, securityProfile, ...others} = properties;
	const place = {id, location: region, zones};
	const size = checkSize(hardwareProfile.vmSize, region);
	const {image, version} = findImage(storageProfile.imageReference);
	checkFit(size, image, properties);
	if (!osProfile) {
		throw invalidParameter('osProfile', "Required parameter 'osProfile' is missing (null).");
	}

	checkLogin(osProfile);
	checkInterfaces(cloud, place, networkProfile.networkInterfaces);
	checkDataDisks(cloud, place, size, storageProfile.dataDisks);
	const {subscription = ''} = parseId(id) ?? {};
	checkQuota(cloud, subscription, region, size);

	const machine = store<MachineProperties>(cloud, {
		id,
		type: machineType,
		name: lastName(id),
		location: region,
		tags,
		zones,
		provisioningState: 'Creating',
		properties: {
			vmId: randomUUID(),
			power: 'starting',
			exactVersion: version,
			hardwareProfile,
			storageProfile: {
				...storageProfile,
				diskControllerType: storageProfile.diskControllerType ?? (size.controllers.includes('NVMe') ? 'NVMe' : 'SCSI'),
			},
			osProfile,
			networkProfile,
			securityProfile,
			settings: settingsOf(others),
		},
	});
	const described = viewMachine(machine);
	store(cloud, {...machine, properties: {...machine.properties, storageProfile: bringDisks(cloud, machine, image)}});
	const operation = cloud.operations.begin({...operationOn(id, region, 'create'), latency: 'machine', failure: call.failure});
	return accepted(call, operation, {
		status: 201,
		body: described,
		headers: {'x-ms-ratelimit-remaining-resource': 'Microsoft.Compute/PutVM3Min;239,Microsoft.Compute/PutVM30Min;1199'},
	});
}

/** Fields that are kept and shown as they came; what only Azure writes is left out. */
function settingsOf(
	others: Omit<MachineBody['properties'], 'hardwareProfile' | 'storageProfile' | 'osProfile' | 'networkProfile' | 'securityProfile'>,
): Record<string, unknown> {
	const {instanceView: _, provisioningState: __, timeCreated: ___, vmId: ____, ...settings} = others;
	return settings;
}

/** A PUT over an existing machine: most of it can't be changed any more. */
function update(call: Call, machine: Stored<MachineProperties>): Answer {
	const {cloud} = call;
	const {location, tags, zones, properties} = call.body(machineBody);
	checkRegion(location, machine.id, machine);
	checkIdle(call, machine);
	const old = machine.properties;
	const {hardwareProfile, storageProfile, osProfile, networkProfile, securityProfile, ...others} = properties;
	if (String(zones ?? []) !== String(machine.zones ?? [])) {
		throw propertyChange('zones');
	}

	checkUnchanged(old, properties);
	const size = checkSize(hardwareProfile.vmSize, machine.location);
	const resized = size.name !== old.hardwareProfile.vmSize;
	if (resized) {
		checkResize(cloud, machine, size.name);
	}

	checkInterfaces(cloud, machine, networkProfile.networkInterfaces);
	checkDataDisks(cloud, machine, size, storageProfile.dataDisks);
	const merged: Stored<MachineProperties> = {
		...machine,
		tags,
		provisioningState: 'Updating',
		properties: {
			...old,
			hardwareProfile,
			networkProfile,
			securityProfile: securityProfile ?? old.securityProfile,
			storageProfile: {...old.storageProfile, dataDisks: storageProfile.dataDisks},
			osProfile: {...old.osProfile, ...osProfile, customData: old.osProfile.customData},
			settings: {...old.settings, ...settingsOf(others)},
		},
	};
	const stored = resized ? pauseForChange(cloud, merged) : store(cloud, merged);
	const operation = cloud.operations.begin({
		...operationOn(machine.id, machine.location, 'update'),
		latency: resized ? 'resize' : 'machineUpdate',
		failure: call.failure,
	});
	return accepted(call, operation, {status: 200, body: viewMachine(stored)});
}

function checkUnchanged(old: MachineProperties, {storageProfile, osProfile}: MachineBody['properties']): void {
	const image = ({publisher, offer, sku}: MachineProperties['storageProfile']['imageReference']) =>
		[publisher, offer, sku].join(':').toLowerCase();
	const keys = (profile: MachineProperties['osProfile']) =>
		JSON.stringify(profile.linuxConfiguration?.ssh?.publicKeys.map(key => [key.path, key.keyData.trim()]) ?? []);
	const checks: Array<[target: string, changed: boolean]> = [
		['imageReference', image(storageProfile.imageReference) !== image(old.storageProfile.imageReference)],
		['osDisk.name', storageProfile.osDisk.name !== undefined && storageProfile.osDisk.name !== old.storageProfile.osDisk.name],
		['osProfile.adminUsername', osProfile !== undefined && osProfile.adminUsername !== old.osProfile.adminUsername],
		['osProfile.computerName', osProfile !== undefined && osProfile.computerName !== old.osProfile.computerName],
		['osProfile.customData', osProfile?.customData !== undefined && osProfile.customData !== old.osProfile.customData],
		['linuxConfiguration.ssh.publicKeys', osProfile?.linuxConfiguration !== undefined && keys(osProfile) !== keys(old.osProfile)],
	];
	const changed = checks.find(([, isChanged]) => isChanged);
	if (changed) {
		throw propertyChange(changed[0]);
	}
}

/** A deletion ends whatever else was going on with the machine. */
function remove(call: Call, machine: Stored<MachineProperties>): Answer {
	const {cloud} = call;
	const running = cloud.operations.runningOn(machine.id);
	if (running) {
		cloud.operations.cancel(running, {
			code: 'OperationPreempted',
			message: 'Operation execution has been preempted by a more recent operation.',
		});
	}

	setPower(cloud, {...machine, provisioningState: 'Deleting'}, 'stopping');
	const operation = cloud.operations.begin({
		...operationOn(machine.id, machine.location, 'delete'),
		latency: 'deleteMachine',
		failure: call.failure,
	});
	return accepted(call, operation, {status: 202}, {location: true});
}
