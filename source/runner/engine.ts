import {Listr, ListrTaskState} from 'listr2';
import {explain} from '../errors/explain.ts';
import type {OperatorError} from '../errors/kinds.ts';
import type {StepHead, StepId} from '../steps/step.ts';
import type {Bus} from './bus.ts';
import type {StepOutcome} from './events.ts';
import {EventRenderer} from './renderer.ts';
import type {StopSwitch} from './stop.ts';

export interface WalkResult {
	/** The first failure; undefined when every step is done or the operator stopped the run. */
	error?: OperatorError;
	/** Why the run ended before its time, when it did. */
	stopped?: string;
}

/** What of listr2's task wrapper is used. */
interface TaskHandle {
	set output(line: string);
	skip(): void;
}

export interface Engine<Step extends StepHead> {
	bus: Bus;
	stop: StopSwitch;
	/** For each step, the ids that must be done before it. */
	order: ReadonlyMap<StepId, readonly StepId[]>;
	/** Does one step; `say` shows a line under it. */
	work(step: Step, say: (line: string) => void): Promise<{outcome: StepOutcome; evidence: string}>;
}

/** What is noted of a step; listr2 itself knows only that a task completed, failed or was skipped. */
interface StepRecord {
	startedAt?: number;
	outcome?: StepOutcome;
	evidence?: string;
	error?: OperatorError;
	/** Why it was not begun or not finished. */
	abandoned?: string;
	/** Whether it was done; those that need it wait for this. */
	readonly ended: PromiseWithResolvers<boolean>;
}

/** Runs all steps on listr2, side by side as far as `order` allows. Never rejects; a failure begins no new step. */
export async function runSteps<Step extends StepHead>(steps: readonly Step[], engine: Engine<Step>): Promise<WalkResult> {
	const {bus, stop, order} = engine;
	const walked: WalkResult = {};
	const records = new Map<string, StepRecord>(steps.map(step => [step.id, {ended: Promise.withResolvers()}]));

	/** Resolves to why the step can't begin, or to undefined when all that it needs is done. */
	const obstacle = async (step: Step): Promise<string | undefined> => {
		const needs = (order.get(step.id) ?? []).filter(id => records.has(id));
		if (needs.length > 0) {
			bus.emit({type: 'step.waiting', step: step.id, for: needs});
		}

		const done = await Promise.all(needs.map(async id => records.get(id)?.ended.promise));
		return done.includes(false) ? 'A step that it needs was not finished.' : (stop.reason ?? (walked.error && 'Another step failed.'));
	};

	const run = async (step: Step, record: StepRecord, wrapper: TaskHandle): Promise<void> => {
		const abandon = (cause: string) => {
			record.abandoned = cause;
			wrapper.skip();
		};

		const reason = await obstacle(step);
		if (reason) {
			abandon(reason);
			return;
		}

		record.startedAt = performance.now();
		try {
			const say = (line: string) => {
				wrapper.output = line;
			};

			Object.assign(record, await engine.work(step, say));
		} catch (error) {
			const explained = explain(error);
			if (explained.kind === 'cancelled') {
				abandon(explained.explanation.cause);
				return;
			}

			record.error = explained;
			walked.error ??= explained;
			throw explained;
		}
	};

	/** Tells how a task ended, and then those that wait for it. */
	const changed = (step: string, state: ListrTaskState): void => {
		const record = records.get(step);
		if (!record) {
			return;
		}

		const {outcome, evidence = '', error, abandoned, startedAt} = record;
		const seconds = startedAt === undefined ? 0 : (performance.now() - startedAt) / 1000;
		if (state === ListrTaskState.COMPLETED && outcome) {
			bus.emit({type: 'step.finished', step, outcome, evidence, seconds});
			record.ended.resolve(true);
		} else if (state === ListrTaskState.FAILED && error) {
			bus.emit({type: 'step.failed', step, error: error.explanation, seconds});
			record.ended.resolve(false);
		} else if (state === ListrTaskState.SKIPPED && abandoned) {
			bus.emit({type: 'step.abandoned', step, cause: abandoned});
			record.ended.resolve(false);
		}
	};

	const listr = new Listr<unknown, typeof EventRenderer>(
		steps.map(step => ({
			title: step.title,
			rendererOptions: {step: step.id},
			task: async (_, wrapper) => run(step, records.get(step.id)!, wrapper),
		})),
		{
			concurrent: true,
			exitOnError: false,
			registerSignalListeners: false,
			renderer: EventRenderer,
			rendererOptions: {changed, said: (step, line) => bus.emit({type: 'step.output', step, line})},
		},
	);
	await listr.run();
	return {...walked, ...(stop.reason && {stopped: stop.reason})};
}
