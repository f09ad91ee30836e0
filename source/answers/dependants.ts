import {questionKeys, questions, type QuestionKey} from './questions.ts';

/** `key` and every question whose answer depends on it. */
export function dependants(key: QuestionKey): ReadonlySet<QuestionKey> {
	const found = new Set<QuestionKey>([key]);
	for (const other of questionKeys) {
		if (questions[other].needs.some(need => found.has(need))) {
			found.add(other);
		}
	}
	return found;
}
