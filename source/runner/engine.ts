import {Listr} from 'listr2';
import {explain} from '../errors/explain.ts';
import type {OperatorError} from '../errors/kinds.ts';
import type {StepHead} from '../steps/step.ts';
import type {Bus} from './bus.ts';
import {EventRenderer} from './renderer.ts';
import type {StepEnd, StepRecord} from './step-record.ts';
import type {StopSwitch} from './stop.ts';

export interface WalkResult {
	/** The first failure; undefined when every step is done or the operator stopped the run. */
	error?: OperatorError;
	/** Why the run ended early, when it did. */
	stopped?: string;
}

export interface Engine<Step extends StepHead> {
	bus: Bus;
	stop: StopSwitch;
	/** For each step, the ids that must be done before it. */
	order: ReadonlyMap<string, readonly string[]>;
	/** Does one step; `say` shows a line under it. */
	work(step: Step, say: (line: string) => void): Promise<StepEnd>;
}

/**
 * Runs all steps on listr2, side by side as far as `order` allows; its renderer turns what becomes of the tasks into events.
 * Never rejects; after a failure no new step begins.
 */
export async function runSteps<Step extends StepHead>(steps: readonly Step[], {bus, stop, order, work}: Engine<Step>): Promise<WalkResult> {
	const walked: WalkResult = {};
	const records = new Map<string, StepRecord>(steps.map(step => [step.id, {step: step.id, ended: Promise.withResolvers()}]));

	/** Resolves to why the step cannot begin, or to undefined when all that it needs is done. */
	const obstacle = async (step: Step): Promise<string | undefined> => {
		const needs = (order.get(step.id) ?? []).filter(id => records.has(id));
		if (needs.length > 0) {
			bus.emit({type: 'step.waiting', step: step.id, for: needs});
		}

		const done = await Promise.all(needs.map(async id => records.get(id)?.ended.promise));
		return done.includes(false) ? 'A step that it needs was not finished.' : (stop.reason ?? (walked.error && 'Another step failed.'));
	};

	/** Returns whether it was done; a failure is thrown. */
	const run = async (step: Step, record: StepRecord, say: (line: string) => void): Promise<boolean> => {
		record.abandoned = await obstacle(step);
		if (record.abandoned !== undefined) {
			return false;
		}

		record.startedAt = performance.now();
		try {
			record.end = await work(step, say);
			return true;
		} catch (error) {
			const explained = explain(error);
			if (explained.kind === 'cancelled') {
				record.abandoned = explained.explanation.cause;
				return false;
			}

			record.error = explained;
			walked.error ??= explained;
			throw explained;
		}
	};

	const listr = new Listr<unknown, typeof EventRenderer>(
		steps.map(step => {
			const record = records.get(step.id)!;
			return {
				title: step.title,
				rendererOptions: record,
				async task(_, task) {
					const isDone = await run(step, record, line => {
						task.output = line;
					});
					if (!isDone) {
						task.skip();
					}
				},
			};
		}),
		{concurrent: true, exitOnError: false, registerSignalListeners: false, renderer: EventRenderer, rendererOptions: {bus}},
	);
	await listr.run();
	return {...walked, ...(stop.reason && {stopped: stop.reason})};
}
