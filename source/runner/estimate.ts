import durations from '../../assets/durations.json' with {type: 'json'};
import {baseId} from '../steps/machine.ts';

const typical: Readonly<Record<string, number>> = durations.create;
const typicalRemoval: Readonly<Record<string, number>> = durations.remove;

/** For a step that has no row in the table. */
const usual = 5;

/** What the estimate must know of a step; finished steps are left out or carry `finished`. */
export interface EstimatedStep {
	id: string;
	needs: readonly string[];
	typicalSeconds: number;
	/** Seconds since it was started; absent while it waits. */
	elapsed?: number;
	finished?: boolean;
	/** Seconds until it tries again. */
	pause?: number;
}

/** How many seconds a step usually takes on a real subscription, by its id. */
export function typicalSeconds(id: string): number {
	return typical[baseId(id)] ?? usual;
}

/** How many seconds removing a step usually takes on a real subscription, by its id. */
export function typicalRemovalSeconds(id: string): number {
	return typicalRemoval[baseId(id)] ?? 0;
}

/** Seconds until the last step ends: the longest chain of `needs` among the unfinished, less what running steps have behind them. */
export function remainingSeconds(steps: readonly EstimatedStep[]): number {
	const byId = new Map(steps.map(step => [step.id, step]));
	const known = new Map<string, number>();

	const until = (id: string): number => {
		const step = byId.get(id);
		if (!step || step.finished) {
			return 0;
		}

		const before = known.get(id);
		if (before !== undefined) {
			return before;
		}

		const own = Math.max(step.typicalSeconds - (step.elapsed ?? 0), 0) + (step.pause ?? 0);
		const seconds = own + Math.max(0, ...step.needs.map(need => until(need)));
		known.set(id, seconds);
		return seconds;
	};

	return Math.max(0, ...steps.map(step => until(step.id)));
}
