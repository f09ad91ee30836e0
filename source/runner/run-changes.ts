import type {FindingState} from '../plan/finding.ts';

/** What a run found when it began and what it has begun to create since, over all its walks. */
export class RunChanges {
	readonly #found = new Map<string, FindingState | 'ok'>();
	readonly #begun = new Set<string>();

	/** Only the first inspection counts: later ones see the run's own work. */
	noteFound(step: string, state: FindingState | 'ok'): void {
		if (!this.#found.has(step)) {
			this.#found.set(step, state);
		}
	}

	noteWork(step: string): void {
		this.#begun.add(step);
	}

	/** The worst that was found of the step at first; undefined when it was not inspected yet. */
	found(step: string): FindingState | 'ok' | undefined {
		return this.#found.get(step);
	}

	/** Steps that were absent and that the run has begun to create, finished or not: what may be undone. */
	get created(): string[] {
		return [...this.#begun].filter(step => this.#found.get(step) === 'absent');
	}
}
