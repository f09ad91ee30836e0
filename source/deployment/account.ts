/** Who deploys, and where they may. */

export interface Subscription {
	id: string;
	name: string;
	tenantId: string;
	/** `Enabled`, `Disabled`, `Warned`, `PastDue` … */
	state: string;
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
