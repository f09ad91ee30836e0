import type {UbuntuRelease} from './choices.ts';

/** A deployment of ours that stands in a subscription, as its tags and its machine tell it. */
export interface ExistingDeployment {
	/** Resource group that holds it. */
	group: string;
	/** `eastus` */
	region: string;
	/** From the tags; absent where somebody removed them. */
	domain?: string;
	release?: string;
	ubuntu?: UbuntuRelease;
	/** Absent when a run stopped before it was made. */
	machine?: {
		/** `Standard_D2as_v6` */
		size: string;
		/** `running`, `deallocated` … */
		power?: string;
		/** Public keys that open it, one line each. */
		authorizedKeys: string[];
	};
}
