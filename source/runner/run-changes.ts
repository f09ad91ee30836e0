import type {Finding} from '../plan/finding.ts';
import type {StepId} from '../steps/step.ts';

/** What a run found when it came and what it has begun to make since, over all its walks. */
export class RunChanges {
	readonly #found = new Map<StepId, Finding['state']>();
	readonly #begun = new Set<StepId>();

	/** Only the first look counts: later ones see the run's own work. */
	noteFinding(step: StepId, state: Finding['state']): void {
		if (!this.#found.has(step)) {
			this.#found.set(step, state);
		}
	}

	noteWork(step: StepId): void {
		this.#begun.add(step);
	}

	/** How the step's thing was found; undefined when nobody has looked yet. */
	found(step: StepId): Finding['state'] | undefined {
		return this.#found.get(step);
	}

	/** Steps whose thing was absent and which the run has begun to make, finished or not: what may be undone. */
	get made(): StepId[] {
		return [...this.#begun].filter(step => this.#found.get(step) === 'absent');
	}
}
