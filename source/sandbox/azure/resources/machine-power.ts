import type {Answer} from '../../foundation/https.ts';
import type {LatencyKind} from '../../foundation/latency.ts';
import {accepted} from '../asynchronous.ts';
import type {Cloud, Stored, Effect} from '../cloud.ts';
import {anotherOperation, Refusal} from '../errors.ts';
import {parseId} from '../identifiers.ts';
import type {Operation} from '../operations.ts';
import type {Call} from '../routes.ts';
import {sizes} from '../offerings.ts';
import {endWrite, find, operationOn, store} from './kind.ts';
import {checkQuota, checkSize} from './machine-hardware.ts';
import type {MachineProperties, Power} from './machine-model.ts';
import {machineType, setPower} from './machine-running.ts';

interface PowerAction {
	name: string;
	latency: LatencyKind;
	/** Power states on the way and at the end. */
	during: Power;
	after: Power;
}

const actions: PowerAction[] = [
	{name: 'start', latency: 'start', during: 'starting', after: 'running'},
	{name: 'restart', latency: 'restart', during: 'starting', after: 'running'},
	{name: 'powerOff', latency: 'powerOff', during: 'stopping', after: 'stopped'},
	{name: 'deallocate', latency: 'deallocate', during: 'deallocating', after: 'deallocated'},
];

/** POST actions that change a machine's power. */
export const powerActions = Object.fromEntries(
	actions.map(action => [action.name, (call: Call, machine: Stored<MachineProperties>) => begin(call, machine, action)]),
);

export const powerEffects: Record<string, Effect> = Object.fromEntries(
	actions.map(action => [`${machineType} ${action.name}`, (cloud: Cloud, operation: Operation) => end(cloud, operation, action)]),
);

function begin(call: Call, machine: Stored<MachineProperties>, action: PowerAction): Answer {
	const {cloud} = call;
	checkIdle(call, machine);
	if (action.name === 'start' && machine.properties.power === 'deallocated') {
		const {subscription = ''} = parseId(machine.id) ?? {};
		checkQuota(cloud, subscription, machine.location, checkSize(machine.properties.hardwareProfile.vmSize, machine.location));
	}

	if (action.name === 'restart' && machine.properties.power !== 'running') {
		throw new Refusal(409, 'OperationNotAllowed', 'Cannot restart VM because it is not running. Start it first.');
	}

	const needless = machine.properties.power === action.after && action.name !== 'restart';
	if (!needless) {
		setPower(cloud, {...machine, provisioningState: 'Updating'}, action.during);
	}

	const operation = cloud.operations.begin({
		...operationOn(machine.id, machine.location, action.name),
		...(!needless && {latency: action.latency}),
		failure: call.failure,
	});
	return accepted(call, operation, {status: 202}, {location: true});
}

function end(cloud: Cloud, operation: Operation, action: PowerAction): undefined {
	const machine = find<MachineProperties>(cloud, machineType, operation.resource);
	if (!machine) {
		return;
	}

	if (operation.error) {
		endWrite(cloud, operation);
		return;
	}

	setPower(cloud, {...machine, provisioningState: 'Succeeded'}, action.after);
}

/** Refuses to change a machine that is being changed. */
export function checkIdle(call: Call, machine: Stored<MachineProperties>): void {
	const running = call.cloud.operations.runningOn(machine.id);
	if (running) {
		throw anotherOperation(
			`${call.origin}/subscriptions/${running.subscription}/providers/Microsoft.Compute/locations/${running.location}/operations/${running.id}?api-version=${call.apiVersion}`,
		);
	}
}

/** Checks a change of size: allowed here, within the quota, and on the same kind of disk bus. */
export function checkResize(cloud: Cloud, machine: Stored<MachineProperties>, wanted: string): void {
	const {hardwareProfile, storageProfile, power} = machine.properties;
	const {subscription = ''} = parseId(machine.id) ?? {};
	const size = checkSize(wanted, machine.location);
	const old = sizes.find(row => row.name.toLowerCase() === hardwareProfile.vmSize.toLowerCase());
	const controller = storageProfile.diskControllerType ?? 'SCSI';
	if (!size.controllers.includes(controller) || (old && old.architecture !== size.architecture)) {
		throw new Refusal(
			409,
			'OperationNotAllowed',
			`Unable to resize the VM '${machine.name}' because changing from resource disk, disk controller or processor of size '${hardwareProfile.vmSize}' to those of size '${size.name}' is not supported.`,
			{target: 'vmSize'},
		);
	}

	if (storageProfile.dataDisks.length > size.dataDisks) {
		throw new Refusal(
			409,
			'OperationNotAllowed',
			`The maximum number of data disks allowed to be attached to a VM of this size is ${size.dataDisks}.`,
			{target: 'dataDisks'},
		);
	}

	checkQuota(cloud, subscription, machine.location, size, power === 'deallocated' ? undefined : hardwareProfile.vmSize);
}

/** Takes note of a change that needs a restart to show: the machine is silent until the operation ends. */
export function pauseForChange(cloud: Cloud, machine: Stored<MachineProperties>): Stored<MachineProperties> {
	return machine.properties.power === 'running' ? setPower(cloud, machine, 'starting') : store(cloud, machine);
}
