import type {Secret} from '../deployment/secret.ts';

/** What single steps are handed and no other step sees. */
export interface StepSecrets {
	/** Only the account of the owner is created with it; nobody needs it to inspect. */
	ownerPassword?: Secret;
}
