import type {Choices} from './choices.ts';
import {resourceNames, type ResourceNames} from './names.ts';
import {deploymentTags} from './tags.ts';
import type {Bill} from './bill.ts';

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
	/** Why this subscription can't have it, in words; absent when it can. */
	unavailable?: string;
}

/** The desired deployment: what the steps make true. Pure data. */
export interface Deployment {
	choices: Choices;
	size: MachineSize;
	names: ResourceNames;
	tags: Record<string, string>;
	/** `https://wasper.example.com` */
	url: string;
	adminUser: string;
	/** Key pair that the machine's sshd will show; pinned before the first byte of SSH. */
	hostKey: HostKey;
	bill: Bill;
}

export interface HostKey {
	/** One line, `ssh-ed25519 AAAA…` */
	publicKey: string;
	/** OpenSSH PEM, handed over in cloud-init; absent once the machine exists. */
	privateKey?: string;
}

export const adminUser = 'wasperadmin';

/** The desired deployment for these choices. */
export function describeDeployment(choices: Choices, size: MachineSize, hostKey: HostKey, bill: Bill): Deployment {
	return {
		choices,
		size,
		names: resourceNames(choices.resourceGroup),
		tags: deploymentTags(choices),
		url: `https://${choices.domain}`,
		adminUser,
		hostKey,
		bill,
	};
}
