import type {MachineSize} from './machine-size.ts';
import type {Choices, SiteChoices} from './choices.ts';
import {resourceNames, type ResourceNames} from './names.ts';
import {deploymentTags} from './tags.ts';
import type {Bill} from './billing/bill.ts';

/** Where a site is in DNS: enough to remove its record. */
export interface SitePlacement {
	choices: Pick<SiteChoices, 'target' | 'domain' | 'zone'>;
	/** The machine's public address, where a teardown knows it. */
	address?: string;
}

/** Where a deployment is, in Azure and in DNS: enough to find what exists of it, and to remove it. */
export interface Placement extends SitePlacement {
	choices: Pick<Choices, 'target' | 'subscription' | 'domain' | 'zone'>;
	names: ResourceNames;
}

/** Choices as every step may see them: secrets are handed only to the steps that need one. */
export type WithoutSecrets<C extends SiteChoices> = Omit<C, 'cloudflareToken' | 'owner'> & {
	owner: Omit<SiteChoices['owner'], 'password'>;
};

/** The choices without what is secret in them. */
export function withoutSecrets<C extends WithoutSecrets<SiteChoices>>(choices: C): Omit<C, 'cloudflareToken' | 'owner'> & Pick<C, 'owner'> {
	const {cloudflareToken: _, owner, ...others} = choices as C & Partial<SiteChoices>;
	const {email, firstName, lastName, generated} = owner;
	return {...others, owner: {email, firstName, lastName, generated}};
}

/** Wasper on a machine, wherever the machine comes from. Pure data. */
export interface Site extends SitePlacement {
	choices: WithoutSecrets<SiteChoices>;
	/** `https://wasper.example.com` */
	url: string;
}

/** The desired deployment: a site, and the machine in Azure that it runs on. */
export interface Deployment extends Site, Placement {
	choices: WithoutSecrets<Choices>;
	size: MachineSize;
	/** Who signs in to the machine by SSH. */
	adminUser: string;
	/** Whether the operator chose this size in the middle of the run, instead of one that Azure has not: nobody asks about it again. */
	sizeChosen?: boolean;
	tags: Record<string, string>;
	/** Key pair that the machine's sshd will show; pinned before the first byte of SSH. */
	hostKey: HostKey;
	bill: Bill;
}

export interface HostKey {
	/** One line, `ssh-ed25519 AAAA…` */
	publicKey: string;
	/** OpenSSH PEM, passed in cloud-init; absent once the machine exists. */
	privateKey?: string;
}

export const adminUser = 'wasperadmin';

/** The name at which Wasper answers, as an address. */
export function siteUrl(domain: string): string {
	return `https://${domain}`;
}

/** The desired deployment for these choices; what is secret in them is left out. */
export function describeDeployment(choices: WithoutSecrets<Choices>, size: MachineSize, hostKey: HostKey, bill: Bill): Deployment {
	return {
		choices: withoutSecrets(choices),
		size,
		names: resourceNames(choices.resourceGroup),
		tags: deploymentTags(choices),
		url: siteUrl(choices.domain),
		adminUser,
		hostKey,
		bill,
	};
}
