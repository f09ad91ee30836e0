import type {StepHead, StepId} from '../steps/step.ts';

/** Throws when a step needs one that isn't in the list, or needs itself through others: a bug of ours, found by a test. */
export function assertGraph(steps: readonly StepHead[]): void {
	const byId = new Map(steps.map(step => [step.id, step]));
	const settled = new Set<StepId>();
	const visit = (id: StepId, path: StepId[]): void => {
		if (path.includes(id)) {
			throw new Error(`Steps need each other in a circle: ${[...path, id].join(' → ')}`);
		}

		const step = byId.get(id);
		if (!step) {
			throw new Error(`No step ${id}, needed by ${path.at(-1)}`);
		}

		if (!settled.has(id)) {
			for (const need of step.needs) {
				visit(need, [...path, id]);
			}

			settled.add(id);
		}
	};

	for (const step of steps) {
		visit(step.id, []);
	}
}

/** For each step of a setup, the ids that must be done before it. */
export function orderOfSetup(steps: readonly StepHead[]): Map<StepId, readonly StepId[]> {
	return new Map(steps.map(step => [step.id, step.needs]));
}

/** For each step of a teardown, all those that need it, straight or through others: they must be gone before it. */
export function orderOfTeardown(steps: readonly StepHead[]): Map<StepId, readonly StepId[]> {
	const dependents = (id: StepId): StepId[] => {
		const direct = steps.filter(step => step.needs.includes(id)).map(step => step.id);
		return [...new Set([...direct, ...direct.flatMap(dependent => dependents(dependent))])];
	};

	return new Map(steps.map(step => [step.id, dependents(step.id)]));
}
