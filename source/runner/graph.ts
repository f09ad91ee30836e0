import type {StepHead} from '../steps/step.ts';

/** Which steps must be done before a step: those whose results it uses, those whose results its inspection reads, or those that use its own. */
export type Order = 'needs' | 'inspection' | 'dependents';

/** Throws when a step needs a result that no step gives, or its own through others: a bug of ours, found by a test. */
export function assertGraph(steps: readonly StepHead[]): void {
	const order = orderSteps(steps, 'needs');
	const visited = new Set<string>();
	const visit = (id: string, path: string[]): void => {
		if (path.includes(id)) {
			throw new Error(`Steps need each other in a circle: ${[...path, id].join(' → ')}`);
		}

		if (!visited.has(id)) {
			for (const need of order.get(id) ?? []) {
				visit(need, [...path, id]);
			}

			visited.add(id);
		}
	};

	for (const step of steps) {
		visit(step.id, []);
	}
}

/** The steps that a walk in that order does: where steps are only removed, those that can be. */
export function walkedSteps<Step extends {remove?: unknown}>(steps: readonly Step[], order: Order): readonly Step[] {
	return order === 'dependents' ? steps.filter(({remove}) => remove !== undefined) : steps;
}

/** For each step, the ids that must be done before it. */
export function orderSteps(steps: readonly StepHead[], order: Order): Map<string, readonly string[]> {
	const giver = new Map(steps.map(step => [step.gives.id, step.id]));
	const needed = (step: StepHead): string[] => {
		const names = order === 'inspection' ? (step.inspectsWith ?? Object.keys(step.needs)) : Object.keys(step.needs);
		const ids = names.map(name => {
			const handle = step.needs[String(name)];
			const id = handle && giver.get(handle.id);
			if (id === undefined) {
				throw new Error(`No step gives ${handle?.id ?? String(name)}, needed by ${step.id}`);
			}

			return id;
		});
		return [...new Set(ids)];
	};

	const direct = new Map(steps.map(step => [step.id, needed(step)]));
	return order === 'dependents' ? dependents(direct) : direct;
}

/** For each step, all those that need it, directly or through others: they must be removed before it. */
function dependents(needs: ReadonlyMap<string, readonly string[]>): Map<string, readonly string[]> {
	const usersOf = (id: string): string[] => {
		const direct = [...needs].filter(([, ids]) => ids.includes(id)).map(([user]) => user);
		return [...new Set([...direct, ...direct.flatMap(user => usersOf(user))])];
	};

	return new Map([...needs.keys()].map(id => [id, usersOf(id)]));
}
