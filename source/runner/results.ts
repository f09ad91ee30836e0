import type {StepHead} from '../steps/step.ts';

/** The results that the steps of a walk have given so far, by their handles. */
export class StepResults {
	readonly #results = new Map<string, unknown>();

	/** Keeps the result of a step; undefined is none. */
	keep({gives}: Pick<StepHead, 'gives'>, result: unknown): void {
		if (result !== undefined) {
			this.#results.set(gives.id, result);
		}
	}

	has({gives}: Pick<StepHead, 'gives'>): boolean {
		return this.#results.has(gives.id);
	}

	/** The results of `names` among `needs`. Throws at a result that is not there: a step that reads it must name it. */
	of(step: StepHead, names: readonly PropertyKey[] = Object.keys(step.needs)): Record<string, unknown> {
		const results = {};
		for (const name of Object.keys(step.needs)) {
			Object.defineProperty(results, name, {
				enumerable: true,
				get: () => {
					const {id} = step.needs[name]!;
					if (!names.includes(name) || !this.#results.has(id)) {
						throw new Error(`${step.id} reads the result of ${id}, which is not there or which its inspection does not name`);
					}

					return this.#results.get(id);
				},
			});
		}

		return results;
	}
}
