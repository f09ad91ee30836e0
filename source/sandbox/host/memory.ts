import {randomUUID} from 'node:crypto';
import type {JWK} from 'jose';
import type {HostSettings, HostUnit} from '../../host/protocol.ts';
import type {State, Table} from '../foundation/state.ts';

/** The units that were applied, with their evidence. */
type Units = Partial<Record<HostUnit, {evidence: string}>>;

/** On the OS disk: deleted with the machine. */
export interface MachineRecord {
	bootId: string;
	/** ISO time. */
	booted: string;
	/** SSH host key (OpenSSH PEM) that the machine generated, when cloud-init gave it none. */
	ownHostKey?: string;
	units: Units;
	/** Version of wasperctl, once it is installed. */
	program?: string;
	/** Its version of the protocol; programs from before version 2 do not say. */
	protocol?: number;
	settings?: HostSettings;
	/** Whether an operator stopped the application. */
	stopped: boolean;
}

/** On the data disk: kept when the machine is deleted. */
export interface DiskRecord {
	units: Units;
	/** Key of the machine's account at the certificate authority. */
	accountKey?: JWK;
	/** PEM. */
	certificate?: {key: string; chain: string};
	owner?: {email: string};
	/** Release set that created the database. */
	release?: string;
}

const onDataDisk: readonly HostUnit[] = ['secrets', 'tls', 'owner'];
const fresh = (): MachineRecord => ({bootId: randomUUID(), booted: new Date().toISOString(), units: {}, stopped: false});

/** The state of one machine and of its data disk, kept in the sandbox's state. */
export class HostMemory {
	readonly #machines: Table<MachineRecord>;
	readonly #disks: Table<DiskRecord>;

	constructor(
		state: State,
		/** Differs between this machine and an earlier one of the same name. */
		private readonly machineIdentity: string,
		/** What is attached at `lun0` and so on; differs between a data disk and any other, also one of the same name. */
		private readonly disks: Readonly<Record<string, string>>,
	) {
		this.#machines = state.table<MachineRecord>('host-machines');
		this.#disks = state.table<DiskRecord>('host-disks');
		this.#machines.set(machineIdentity, this.#machines.get(machineIdentity) ?? fresh());
	}

	get machine(): MachineRecord {
		return this.#machines.get(this.machineIdentity) ?? fresh();
	}

	/** The disk at the LUN of the settings; undefined when none is attached there. */
	get diskIdentity(): string | undefined {
		const {dataDisk = ''} = this.machine.settings ?? {};
		return this.disks[dataDisk.startsWith('lun') ? dataDisk : 'lun0'];
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

	/** The evidence of an applied unit; undefined before it was applied. */
	unit(unit: HostUnit): {evidence: string} | undefined {
		return (onDataDisk.includes(unit) ? this.disk : this.machine).units[unit];
	}

	saveUnit(unit: HostUnit, evidence: string): void {
		if (onDataDisk.includes(unit)) {
			this.changeDisk({units: {...this.disk.units, [unit]: {evidence}}});
		} else {
			this.changeMachine({units: {...this.machine.units, [unit]: {evidence}}});
		}
	}

	/** The machine shuts down: the next boot has another id. */
	forgetBoot(): void {
		const {bootId, booted} = fresh();
		this.changeMachine({bootId, booted});
	}
}
