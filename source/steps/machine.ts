import {handle, type Handle} from './handle.ts';

/** How to reach a machine by SSH: what the Azure plane gives, or `--host`. */
export interface MachineIdentity {
	/** The only host key that is accepted, `ssh-ed25519 AAAA…`. */
	hostKey: string;
	user: string;
	/** 22 by default. */
	port?: number;
	/** Where its data disk is, as wasperctl's settings name it, such as `lun3`; at the usual place when absent. */
	dataDisk?: string;
}

/** The same of a machine that was given with `--host`. */
export type GivenIdentity = Required<Omit<MachineIdentity, 'dataDisk'>>;

/** One machine of a deployment, wherever it comes from. */
export interface Machine {
	/** Tells machines of one deployment apart, such as `worker-1`; absent for its only one. */
	name?: string;
	/** Where the operator says that its data disk is, as wasperctl's settings name it. */
	dataDisk?: string;
	/** Where a machine is that exists without the deployment (`--host`). A teardown keeps it and removes what is installed on it; any other machine is deleted as a whole. */
	given?: {ip: string};
	address: Handle<{ip: string}>;
	identity: Handle<MachineIdentity>;
}

export function describeMachine({name, dataDisk, given}: Pick<Machine, 'name' | 'dataDisk' | 'given'> = {}): Machine {
	const named = name === undefined ? {} : {name};
	return {
		...named,
		...(dataDisk !== undefined && {dataDisk}),
		...(given && {given}),
		address: handle(instanceId('machine.address', named)),
		identity: handle(instanceId('machine.identity', named)),
	};
}

/** `host.disk`, or `host.disk@worker-1` for one of several machines. */
export function instanceId(id: string, {name}: Pick<Machine, 'name'>): string {
	return name === undefined ? id : `${id}@${name}`;
}

/** `Install Docker`, or `Install Docker (worker-1)` for one of several machines. */
export function instanceTitle(title: string, {name}: Pick<Machine, 'name'>): string {
	return name === undefined ? title : `${title} (${name})`;
}

/** The id without its instance. */
export function baseId(id: string): string {
	return id.replace(/@.*$/, '');
}
