import type {Secret} from '../deployment/secret.ts';

/** What single steps are handed and no other step sees. */
export interface StepSecrets {
	/** Gives the password with which the owner's account is created now; nobody needs it to inspect. */
	ownerPassword?: () => Promise<Secret>;
}
