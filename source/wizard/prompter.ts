import type {Ask} from '../deployment/question.ts';
import type {Item} from './parts/rows.ts';

/** Asks one thing at a time, for commands that need a few answers and no screens. Each throws a CancelledError when the operator leaves. */
export interface Prompter {
	say(...lines: string[]): void;
	/** One line of text; Enter alone takes what is proposed. */
	text(question: string, proposal?: string): Promise<string>;
	/** One line that is not shown while it is typed. */
	secret(question: string): Promise<string>;
	/** The value of one of the rows; Enter alone takes what is proposed. */
	choose(question: string, items: readonly Item[], proposal?: string): Promise<string>;
	/** Asks in the middle of something, such as to sign in again; leaving the question takes its fallback. */
	ask: Ask;
	/** Waits for `work`, saying what is awaited if it takes long. */
	waiting<Value>(what: string, work: Promise<Value>): Promise<Value>;
	/** Gives the terminal back. */
	close(): void;
}
