import type {Bill} from '../deployment/billing/bill.ts';
import type {Check} from './check.ts';
import type {Currency} from '../deployment/billing/prices.ts';

/** What a run would do about one step. `unknown` when what it depends on is not there to be asked. */
export type PlannedAction = 'create' | 'keep' | 'change' | 'replace' | 'remove' | 'unknown';

/** One property that is not as it should be. */
export interface PropertyChange {
	/** `size`, `tags.wasper-domain`, `port 22 from` */
	property: string;
	from?: string;
	to?: string;
}

export interface PlannedStep {
	/** Id of the step, such as `azure.machine`. */
	step: string;
	title: string;
	plane: string;
	action: PlannedAction;
	/** Ids of the steps that must be right before it can be looked at; absent when it was. */
	awaits?: string[];
	/** What was seen when it was inspected. */
	evidence: string;
	changes: PropertyChange[];
	/** Why, for everything but create and keep. */
	cause?: string;
	/** What the run does about it, in words. */
	fix?: string;
	/** What the operator must do first: until then a run stops at this step. */
	blocked?: string;
	/** Seconds for which Wasper would not answer. */
	downtime?: number;
	dataRisk?: string;
	/** A month, in the bill's currency. */
	costDelta?: number;
}

/** What a run would do, step by step, and what it would cost. */
export interface Plan {
	steps: PlannedStep[];
	bill: Bill;
	/** A month. */
	budget: number;
	/** It can be held against the bill only when that is in the same. */
	budgetCurrency: Currency;
	/** Over answers and steps: two plans with one hash do the same to the same world. */
	hash: string;
}

/** Everything that is known before the first change. */
export interface Preview {
	plan: Plan;
	checks: Check[];
}
