/** Who deploys, and where they may. */

export interface Subscription {
	id: string;
	name: string;
	/** The tenant whose tokens it takes. */
	tenantId: string;
	/** `Enabled`, `Disabled`, `Warned`, `PastDue` … */
	state: string;
	/** Display name of the tenant, or its domain. */
	tenantName?: string;
	/** `On`, `Off`, `CurrentPeriodOff` */
	spendingLimit?: string;
	/** What kind of offer it is, such as `FreeTrial_2014-09-01`. */
	quotaId?: string;
}

/** A tenant that did not let the sign-in look for subscriptions. */
export interface ClosedTenant {
	id: string;
	name: string;
	/** Why, in one sentence. */
	cause: string;
	/** What opens it. */
	next: string;
	/** Whether the person can sign in to it from here. */
	canEnter: boolean;
}

export interface Region {
	/** `eastus` */
	name: string;
	/** `East US` */
	title: string;
	/** `US`, `Europe` … */
	geography: string;
}

export type SignInMethod = 'environment' | 'azure-cli' | 'browser' | 'device-code';

export interface DeviceCode {
	userCode: string;
	verificationUri: string;
	expiresAt: Date;
}

/** An SSH key pair on this computer. */
export interface LocalKey {
	/** Path of the private key. */
	path: string;
	/** One line, `ssh-ed25519 AAAA… comment`. */
	publicKey: string;
	/** `ed25519`, or `RSA 4096`. */
	kind: string;
}
