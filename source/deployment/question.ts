/** A question in the middle of a run, with one choice for an answer. */
export interface Question {
	id: string;
	text: string;
	choices: Array<{value: string; label: string}>;
	/** The answer of an operator who has approved a plan that says so. */
	agreed?: string | undefined;
	/** The answer when nobody can be asked. */
	fallback: string;
}

/** Asks the operator; answers `fallback` where nobody can be asked. Rejects when `withdrawn` aborts: the question is moot then. */
export type Ask = (question: Question, withdrawn?: AbortSignal) => Promise<string>;
