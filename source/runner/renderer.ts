import {ListrTaskEventType, ListrTaskState, type ListrRenderer, type ListrTaskObject} from 'listr2';
import type {Bus} from './bus.ts';
import type {StepRecord} from './step-record.ts';

type Task = ListrTaskObject<unknown, typeof EventRenderer, typeof EventRenderer>;

/** listr2 renderer that draws nothing: it tells the tasks' states and output as events. */
export class EventRenderer implements ListrRenderer {
	static nonTTY = true;
	static rendererOptions: {bus: Bus};
	static rendererTaskOptions: StepRecord;

	constructor(
		readonly tasks: Task[],
		readonly options: {bus: Bus},
	) {}

	render(): void {
		for (const task of this.tasks) {
			const record = task.rendererTaskOptions;
			const {step} = record;
			task.on(ListrTaskEventType.OUTPUT, line => this.options.bus.emit({type: 'step.output', step, line}));
			task.on(ListrTaskEventType.STATE, state => this.#changed(record, state));
		}
	}

	end(): void {}

	/** Tells how a task ended, and only then lets those begin that wait for it. */
	#changed({step, startedAt, end, error, abandoned, ended}: StepRecord, state: ListrTaskState): void {
		const {bus} = this.options;
		const seconds = startedAt === undefined ? 0 : (performance.now() - startedAt) / 1000;
		if (state === ListrTaskState.COMPLETED && end) {
			bus.emit({type: 'step.finished', step, outcome: end.outcome, evidence: end.evidence, seconds});
			ended.resolve(!end.blocksOthers);
		} else if (state === ListrTaskState.FAILED && error) {
			bus.emit({type: 'step.failed', step, error: error.explanation, seconds});
			ended.resolve(false);
		} else if (state === ListrTaskState.SKIPPED && abandoned) {
			bus.emit({type: 'step.abandoned', step, cause: abandoned});
			ended.resolve(false);
		}
	}
}
