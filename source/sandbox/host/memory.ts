import {randomUUID} from 'node:crypto';
import type {JWK} from 'jose';
import type {HostSettings, HostUnit, UnitReport} from '../../host/protocol.ts';
import type {State, Table} from '../foundation/state.ts';

type Units = Partial<Record<HostUnit, UnitReport>>;

/** On the machine's own disk: goes with the machine. */
export interface MachineRecord {
	bootId: string;
	/** ISO time. */
	booted: string;
	/** SSH host key (OpenSSH PEM) that the machine made itself, when it was given none. */
	ownHostKey?: string;
	units: Units;
	/** Version of wasperctl, once it was installed. */
	program?: string;
	settings?: HostSettings;
	/** Whether an operator stopped the application. */
	stopped: boolean;
}

/** On the data disk: outlives the machine. */
export interface DiskRecord {
	units: Units;
	/** The machine's account at the certificate authority. */
	accountKey?: JWK;
	/** PEM. */
	certificate?: {key: string; chain: string};
	owner?: {email: string};
	/** Release set that wrote the database. */
	release?: string;
}

const onDataDisk: readonly HostUnit[] = ['secrets', 'tls', 'owner'];
const fresh = (): MachineRecord => ({bootId: randomUUID(), booted: new Date().toISOString(), units: {}, stopped: false});

/** What one machine and its data disk remember, kept in the sandbox's state. */
export class HostMemory {
	readonly #machines: Table<MachineRecord>;
	readonly #disks: Table<DiskRecord>;

	constructor(
		state: State,
		/** What tells this machine from an earlier one of the same name. */
		private readonly machineIdentity: string,
		/** What tells its data disk from any other, also one of the same name; undefined when none is attached. */
		readonly diskIdentity: string | undefined,
	) {
		this.#machines = state.table<MachineRecord>('host-machines');
		this.#disks = state.table<DiskRecord>('host-disks');
		this.#machines.set(machineIdentity, this.#machines.get(machineIdentity) ?? fresh());
	}

	get machine(): MachineRecord {
		return this.#machines.get(this.machineIdentity) ?? fresh();
	}

	get disk(): DiskRecord {
		return (this.diskIdentity && this.#disks.get(this.diskIdentity)) || {units: {}};
	}

	changeMachine(change: Partial<MachineRecord>): void {
		this.#machines.set(this.machineIdentity, {...this.machine, ...change});
	}

	changeDisk(change: Partial<DiskRecord>): void {
		if (this.diskIdentity) {
			this.#disks.set(this.diskIdentity, {...this.disk, ...change});
		}
	}

	/** What was kept of `unit`; undefined before it was applied. */
	unit(unit: HostUnit): UnitReport | undefined {
		return (onDataDisk.includes(unit) ? this.disk : this.machine).units[unit];
	}

	keepUnit(unit: HostUnit, report: UnitReport): void {
		if (onDataDisk.includes(unit)) {
			this.changeDisk({units: {...this.disk.units, [unit]: report}});
		} else {
			this.changeMachine({units: {...this.machine.units, [unit]: report}});
		}
	}

	/** The machine goes down: its next boot is another one. */
	forgetBoot(): void {
		const {bootId, booted} = fresh();
		this.changeMachine({bootId, booted});
	}
}
