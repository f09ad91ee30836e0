import type {UbuntuRelease} from './choices.ts';

/** An existing deployment of ours in a subscription, read from its tags and its machine. */
export interface ExistingDeployment {
	/** Resource group that holds it. */
	group: string;
	/** `eastus` */
	region: string;
	/** From the tags; absent where somebody removed them. */
	domain?: string;
	release?: string;
	ubuntu?: UbuntuRelease;
	/** Absent when a run stopped before it was created. */
	machine?: {
		/** `Standard_D2as_v6` */
		size: string;
		/** `running`, `deallocated` … */
		power?: string;
		/** Public keys that open it, one line each. */
		authorizedKeys: string[];
	};
}
