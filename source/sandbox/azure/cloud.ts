import {Latency} from '../foundation/latency.ts';
import type {State, Table} from '../foundation/state.ts';
import type {Subscription} from './offerings.ts';
import {isInside} from './identifiers.ts';
import {Operations, type Effect as OperationEffect} from './operations.ts';

export type ProvisioningState = 'Creating' | 'Updating' | 'Succeeded' | 'Failed' | 'Deleting';

/** A resource as the sandbox keeps it. `properties` hold what the type needs; `describe` makes Azure's form of it. */
export interface Stored<P> {
	id: string;
	/** `Microsoft.Network/virtualNetworks` */
	type: string;
	name: string;
	location: string;
	tags?: Record<string, string> | undefined;
	zones?: string[] | undefined;
	sku?: {name: string; tier?: string} | undefined;
	provisioningState: ProvisioningState;
	/** Changes with every write. */
	etag: string;
	created: string;
	changed: string;
	properties: P;
}

export interface StoredGroup {
	id: string;
	name: string;
	subscription: string;
	location: string;
	tags?: Record<string, string> | undefined;
	provisioningState: 'Succeeded' | 'Deleting';
}

export interface StoredLock {
	id: string;
	name: string;
	level: 'CanNotDelete' | 'ReadOnly';
	notes?: string | undefined;
}

/** A policy assignment, definition or set. Its rule is the author's, so nothing more is known of it here. */
export interface PolicyDocument {
	id: string;
	name: string;
	properties: {displayName?: string} & Record<string, unknown>;
}

/** A machine as its host needs it. */
export interface RunningMachine {
	id: string;
	/** Public IPv4 address. */
	address: string;
	/** Decoded; '' when there was none. */
	customData: string;
	adminUser: string;
	authorizedKeys: string[];
	/** Ids of the attached data disks: `lun0` and so on. */
	dataDisks: Record<string, string>;
}

export interface CloudOptions {
	state: State;
	latency: Latency;
	subscriptions: Subscription[];
	/** Public addresses that the sandbox may hand out, in every region together. */
	addressPool: string[];
	/** The machine has booted: after its creation or a start, and for machines found running in the state. */
	onMachineRunning(machine: RunningMachine): void;
	/** The machine stops answering: deallocated, powered off, restarting, deleted. */
	onMachineGone(machine: {id: string}): void;
}

/** Everything in the rehearsal cloud. */
export class Cloud {
	readonly resources: Table<Stored<unknown>>;
	readonly groups: Table<StoredGroup>;
	readonly locks: Table<StoredLock>;
	/** Assignments, definitions and sets of policies by id in lower case, as Azure shows them. */
	readonly policies: Table<PolicyDocument>;
	/** Providers by `subscription/namespace`: when their registration began, and how long it takes (ms). */
	readonly registrations: Table<{started: number; duration: number}>;
	readonly operations: Operations<Cloud>;
	readonly latency: Latency;
	readonly subscriptions: Subscription[];

	constructor(readonly options: CloudOptions) {
		const {state} = options;
		this.resources = state.table('azure-resources');
		this.groups = state.table('azure-groups');
		this.locks = state.table('azure-locks');
		this.policies = state.table('azure-policies');
		this.registrations = state.table('azure-registrations');
		this.latency = options.latency;
		this.subscriptions = options.subscriptions;
		this.operations = new Operations<Cloud>(this);
	}

	/** A copy of the cloud in which everything is done at once; changes to it affect nothing else. */
	copy(): Cloud {
		return new Cloud({
			...this.options,
			state: this.options.state.copy(),
			latency: new Latency(0),
			onMachineRunning() {},
			onMachineGone() {},
		});
	}

	/** Resources at or below a scope: a group, a subscription, a resource with its children. */
	inside(scope: string): Array<Stored<unknown>> {
		return this.resources.values().filter(resource => isInside(resource.id, scope));
	}

	remove(id: string): void {
		this.resources.delete(id.toLowerCase());
	}

	group(subscription: string, name: string): StoredGroup | undefined {
		return this.groups.get(groupKey(subscription, name));
	}
}

/** What the end of an operation does in the cloud. Returning an error makes it a failure. */
export type Effect = OperationEffect<Cloud>;

export function groupKey(subscription: string, name: string): string {
	return `${subscription}/${name}`.toLowerCase();
}
