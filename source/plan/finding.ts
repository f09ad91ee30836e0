import type {PropertyChange} from './plan.ts';

/** What a step saw when it looked at the world. */
export interface Finding {
	state: 'ok' | 'absent' | 'drifted' | 'broken' | 'unknown';
	/** What was seen, in one line: `wasper-vm, Standard_D2as_v5, running`. */
	evidence: string;
	/** The properties that differ, where they can be named. */
	changes?: PropertyChange[];
	/** For every state but ok and absent: why. */
	cause?: string;
	/** What `apply` would do about it. */
	fix?: string;
	/** Seconds of expected downtime of the fix. */
	downtime?: number;
	dataRisk?: string;
	/** It can't be changed in place: it would have to go and be made anew. */
	replace?: boolean;
	/** What the operator must do first: until then `apply` refuses. */
	blocked?: string;
	/** USD a month. */
	costDelta?: number;
}
