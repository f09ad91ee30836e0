import {ListrTaskEventType, type ListrRenderer, type ListrTaskObject, type ListrTaskState} from 'listr2';

interface Options {
	/** A task came into another state: completed, failed, skipped … */
	changed(step: string, state: ListrTaskState): void;
	/** A task said a line. */
	said(step: string, line: string): void;
}

type Task = ListrTaskObject<unknown, typeof EventRenderer, typeof EventRenderer>;

/** listr2 renderer that draws nothing: it hands on the tasks' states and output, from which the events are made. */
export class EventRenderer implements ListrRenderer {
	static nonTTY = true;
	static rendererOptions: Options;
	static rendererTaskOptions: {step: string};

	constructor(
		readonly tasks: Task[],
		readonly options: Options,
	) {}

	render(): void {
		const {changed, said} = this.options;
		for (const task of this.tasks) {
			const {step} = task.rendererTaskOptions;
			task.on(ListrTaskEventType.OUTPUT, line => said(step, line));
			task.on(ListrTaskEventType.STATE, state => changed(step, state));
		}
	}

	end(): void {}
}
