import type {OperatorError} from '../errors/kinds.ts';
import type {StepOutcome} from './events.ts';

/** How the work on a step ended. */
export interface StepEnd {
	outcome: StepOutcome;
	evidence: string;
	/** Whether steps that need it cannot go on: it was left without a result. */
	blocksOthers?: boolean;
}

/** What a task notes of its step for the events; listr2 itself knows only that it completed, failed or was skipped. */
export interface StepRecord {
	step: string;
	startedAt?: number;
	end?: StepEnd;
	error?: OperatorError;
	/** Why it was not begun or not finished. */
	abandoned?: string | undefined;
	/** Resolves, once its end was emitted, to whether steps that need it may begin. */
	readonly ended: PromiseWithResolvers<boolean>;
}
