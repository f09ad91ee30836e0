import data from '../../assets/preflight.json' with {type: 'json'};
import type {Severity} from '../plan/check.ts';

export type CheckId = keyof typeof data;

/** What is known of a check before it runs. */
export interface Entry {
	title: string;
	/** How severe its failure is. */
	severity: Severity;
	/** Whether the operator can override it. */
	overridable: boolean;
	/** Official documentation. */
	link: string;
}

export const checkIds = Object.keys(data) as CheckId[];
// JSON has no literal types: the test holds the file against them.
export const table = data as Record<CheckId, Entry>;
