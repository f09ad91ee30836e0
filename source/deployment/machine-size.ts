/** A machine size as Azure offers it to this subscription in one region. */
export interface MachineSize {
	/** `Standard_D2as_v5` */
	name: string;
	/** `standardDASv5Family`, the quota that it draws on. */
	family: string;
	vCpus: number;
	memoryGiB: number;
	architecture: 'x64' | 'Arm64';
	/** Which disk buses the size offers; v6 and later are NVMe only. */
	diskControllers: Array<'SCSI' | 'NVMe'>;
	trustedLaunch: boolean;
	burstable: boolean;
	/** vCPUs of its family that this subscription uses in the region, and may use; absent where Azure names no such quota. */
	quota?: {used: number; limit: number};
	/** Why this subscription can't have it, in words; absent when it can. */
	unavailable?: string;
}
