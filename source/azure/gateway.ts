import {Addresses} from './resources/addresses.ts';
import type {Call, Pace} from './client/call.ts';
import {Caller} from './client/caller.ts';
import {Clients, type ClientSettings} from './client/clients.ts';
import {Disks} from './resources/disks.ts';
import {Firewalls} from './resources/firewalls.ts';
import {Groups} from './resources/groups.ts';
import {Locks} from './lookups/locks.ts';
import {Interfaces} from './resources/interfaces.ts';
import {Machines} from './resources/machines.ts';
import {Networks} from './resources/networks.ts';
import {waitUntilProvisioned} from './client/operation.ts';
import {Providers} from './resources/providers.ts';
import {Tags} from './resources/tags.ts';

/** The public face of a class, so that a test may hand in a double. */
type Face<T> = Pick<T, keyof T>;

/** Azure as the steps use it: a deployment goes in, small facts come out. */
export interface AzureGateway {
	providers: Face<Providers>;
	groups: Face<Groups>;
	networks: Face<Networks>;
	firewalls: Face<Firewalls>;
	addresses: Face<Addresses>;
	interfaces: Face<Interfaces>;
	disks: Face<Disks>;
	machines: Face<Machines>;
	tags: Face<Tags>;
	locks: Face<Locks>;
	/** Asks `find` until Azure is done with the resource, and reports progress; undefined when it went away. */
	waitUntilProvisioned<T extends {provisioningState: string}>(
		doing: string,
		call: Call,
		find: () => Promise<T | undefined>,
	): Promise<T | undefined>;
}

export interface AzureSettings extends ClientSettings {
	subscriptionId: string;
	pace?: Pace;
}

/** The gateway to one subscription. Nothing is loaded and nobody is asked before the first use. */
export function createAzureGateway(settings: AzureSettings): AzureGateway {
	const caller = new Caller(settings.pace);
	const connection = {clients: new Clients(settings, settings.subscriptionId), caller};
	return {
		providers: new Providers(connection),
		groups: new Groups(connection),
		networks: new Networks(connection),
		firewalls: new Firewalls(connection),
		addresses: new Addresses(connection),
		interfaces: new Interfaces(connection),
		disks: new Disks(connection),
		machines: new Machines(connection),
		tags: new Tags(connection),
		locks: new Locks(connection),
		waitUntilProvisioned: async (doing, call, find) => waitUntilProvisioned(caller, doing, call, find),
	};
}
