import type {Bill} from '../deployment/billing/bill.ts';
import type {Currency} from '../deployment/billing/prices.ts';
import type {Check} from './check.ts';
import type {Finding} from './finding.ts';

/** What a run would do about one step. `unknown` when what it depends on cannot be inspected yet. */
export const plannedActions = ['create', 'keep', 'change', 'replace', 'remove', 'unknown'] as const;
export type PlannedAction = (typeof plannedActions)[number];

export interface PlannedStep {
	/** Id of the step, such as `azure.machine`. */
	step: string;
	title: string;
	plane: string;
	action: PlannedAction;
	/** Ids of the steps that must be right before it can be inspected; absent when it was. */
	awaits?: string[];
	/** What was seen when it was inspected. */
	evidence: string;
	/** Everything that is not right; empty for a step that is kept. */
	findings: Finding[];
}

/** What a run would do, step by step, and what it would cost. */
export interface Plan {
	steps: PlannedStep[];
	bill: Bill;
	/** A month. */
	budget: number;
	/** The budget can be compared with the bill only when both are in the same currency. */
	budgetCurrency: Currency;
	/** Over answers and steps: two plans with the same hash do the same. */
	hash: string;
}

/** Everything that is known before the first change. */
export interface Preview {
	plan: Plan;
	checks: Check[];
}

/** The same for a machine that exists already: there is no bill. */
export interface MachinePlan {
	steps: readonly PlannedStep[];
	checks: readonly Check[];
}
