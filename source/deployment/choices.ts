import type {Currency} from './billing/prices.ts';
import type {Secret} from './secret.ts';

/** What the operator decided about Wasper itself, on whichever machine it runs. */
export interface SiteChoices {
	target: 'azure' | 'sandbox';
	/** Release set of assets/releases.json. */
	release: string;
	/** Host name in ASCII (punycode), lower case, without a trailing dot. */
	domain: string;
	zone: {id: string; name: string; nameServers: string[]};
	cloudflareToken: Secret;
	sshKey: {privateKeyPath: string};
	owner: {email: string; firstName: string; lastName: string; password: Secret; generated: boolean};
	/** E-mail for the certificate authority. */
	certificateContact: string;
}

/** Everything that the operator decided: the wizard, flags, environment and answers file all end here. */
export interface Choices extends SiteChoices {
	subscription: {id: string; name: string; tenantId: string};
	/** Azure region name, such as `eastus`. */
	region: string;
	/** Azure size name, such as `Standard_D2as_v5`. */
	size: string;
	ubuntu: UbuntuRelease;
	resourceGroup: string;
	/** The machine is created with its public half. */
	sshKey: {publicKey: string; privateKeyPath: string};
	/** CIDR that may reach port 22, or `*`. */
	sshFrom: string;
	/** Kind of the system disk; the data disk is always a Premium SSD. */
	osDisk: OsDisk;
	/** Currency of the prices and of the budget. */
	currency: Currency;
	/** A month, in that currency. */
	budget: number;
}

export const ubuntuReleases = ['22.04', '24.04', '26.04'] as const;
export type UbuntuRelease = (typeof ubuntuReleases)[number];

export const osDisks = ['premium-ssd', 'standard-ssd'] as const;
export type OsDisk = (typeof osDisks)[number];
