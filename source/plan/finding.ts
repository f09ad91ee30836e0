import type {BillPart} from '../deployment/billing/bill.ts';

/** How a thing can differ from what is wanted, worst first. A thing that is right has no finding at all. */
export const findingStates = ['broken', 'drifted', 'unknown', 'absent'] as const;
export type FindingState = (typeof findingStates)[number];

/** One property that is not as it should be. */
export interface PropertyChange {
	/** `size`, `tags.wasper-domain`, `port 22 from` */
	property: string;
	from?: string;
	to?: string;
}

/** What a fix does to the monthly bill: lines that it adds, or a machine size that it replaces. */
export type BillChange = {adds: readonly BillPart[]} | {size: {from: string; to: string}};

/** One thing that an inspection found not to be right. */
export interface Finding {
	/** Stable id, such as `azure.machine.stopped`. */
	code: string;
	state: FindingState;
	/** What was seen, in one line. Never a secret. */
	evidence: string;
	/** Why, in one sentence; absent where `evidence` says it all. */
	cause?: string | undefined;
	/** What `apply` does about it, in one sentence. */
	fix?: string | undefined;
	/** The properties that differ, where they can be named. */
	changes?: PropertyChange[];
	/** Seconds of downtime that the fix takes. */
	downtime?: number;
	dataRisk?: string;
	/** It cannot be changed in place: it has to be deleted and created again. */
	replace?: boolean;
	/** What the operator must do first; until then `apply` refuses. */
	blocked?: string;
	/** What the fix does to the bill. */
	billing?: BillChange;
	/** A month, in the bill's currency; computed from `billing` where prices are known. */
	costDelta?: number;
}

/** What a step saw when it looked. No findings: everything is right. */
export interface Inspection<Result = unknown> {
	/** What was seen, in one line, also when all is right: `wasper-vm, Standard_D2as_v5, running`. */
	evidence: string;
	findings: Finding[];
	/** What other steps use; present when the thing is there, even where it is not all right. */
	result?: Result;
}

/** The worst of the findings' states; `ok` where there are none. */
export function worstState(findings: readonly Finding[]): FindingState | 'ok' {
	return findingStates.find(state => findings.some(finding => finding.state === state)) ?? 'ok';
}

/** All findings in one line: the cause of each, or what was seen. */
export function describeFindings(findings: readonly Finding[]): string {
	return findings.map(({cause, evidence}) => cause ?? evidence).join(' ');
}
