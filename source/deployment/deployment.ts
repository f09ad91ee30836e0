import type {MachineSize} from './machine-size.ts';
import type {Choices} from './choices.ts';
import {resourceNames, type ResourceNames} from './names.ts';
import {deploymentTags} from './tags.ts';
import type {Bill} from './bill.ts';

/** Where a deployment is, in Azure and in DNS: enough to find what stands of it, and to remove it. */
export interface Placement {
	choices: Pick<Choices, 'target' | 'subscription' | 'domain' | 'zone'>;
	names: ResourceNames;
}

/** The desired deployment: what the steps make true. Pure data. */
export interface Deployment extends Placement {
	choices: Choices;
	size: MachineSize;
	tags: Record<string, string>;
	/** `https://wasper.example.com` */
	url: string;
	adminUser: string;
	/** Key pair that the machine's sshd will show; pinned before the first byte of SSH. */
	hostKey: HostKey;
	bill: Bill;
	/** Where the machine's data disk is, as the machine's settings name it; Azure's first slot when absent. */
	dataDisk?: string;
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
