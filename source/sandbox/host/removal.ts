import type {HostResource} from '../../host/protocol.ts';
import {operationLines, resourceDefinitions} from './definitions.ts';
import type {Host} from './host.ts';
import {fillIn} from './units.ts';

/** What `wasperctl remove --dry-run --json` prints. */
export function hostResources(host: Host): HostResource[] {
	return resourceDefinitions
		.filter(({unit}) => unit === undefined || host.memory.unit(unit) !== undefined)
		.map(({unit: _, ...resource}) => ({...resource, name: fillIn(resource.name, host)}));
}

/** `wasperctl remove`: what is on the data disk is kept. */
export function removeWasper(host: Host): string[] {
	const resources = hostResources(host);
	const removed = resources.filter(({keptBecause}) => keptBecause === undefined);
	const {stack: _, images: _images, hardening: _hardening, timers: _timers, ...units} = host.memory.machine.units;
	host.memory.changeMachine({units, stopped: false});
	return [
		...(removed.length > 0 ? operationLines.remove : ['Nothing of Wasper is left to remove.']),
		...removed.map(({kind, name}) => `removed ${kind} ${name}`),
		...resources.flatMap(({kind, name, keptBecause}) => (keptBecause === undefined ? [] : [`kept ${kind} ${name}: ${keptBecause}`])),
	];
}
