/** A question in the middle of a run, with one choice for an answer. */
export interface Question {
	id: string;
	text: string;
	/** What the log and programs read instead, where `text` holds a secret of the moment. */
	recorded?: string;
	choices: Array<{value: string; label: string}>;
	/** The answer of an operator who has approved a plan that says so. */
	agreed?: string | undefined;
	/** The answer when nobody can be asked. */
	fallback: string;
}

/** The question as it may be kept. */
export function asRecorded({recorded, ...question}: Question): Question {
	return recorded === undefined ? question : {...question, text: recorded};
}

/** Asks the operator; answers `fallback` where nobody can be asked. Rejects when `withdrawn` aborts: the question is moot then. */
export type Ask = (question: Question, withdrawn?: AbortSignal) => Promise<string>;
