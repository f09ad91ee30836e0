import type {Question, RunEvent} from '../runner/events.ts';

/** A face of the event stream. Faces never throw into the run. */
export interface Reporter {
	handle(event: RunEvent): void;
	/** Writes what is left, gives the terminal back, and settles when nothing more will be written. */
	close(): Promise<void>;
	/** Asks the operator; absent when nobody can be asked, then `question.fallback` is the answer. Rejects when `signal` aborts. */
	ask?(question: Question, signal: AbortSignal): Promise<string>;
	/** Says a sentence that is no part of the run's events, such as a failure of the log file. */
	notice?(sentence: string): void;
}
