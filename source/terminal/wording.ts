import {spokenSymbols, type Symbols} from './symbols.ts';

/** How a plain line begins. */
export interface Wording {
	done: string;
	failed: string;
	started: string;
	retrying: string;
	abandoned: string;
	question: string;
	/** Before a line of a step's output. */
	output: string;
}

/** Signs, for eyes. */
export function signs(symbols: Symbols): Wording {
	const {done, failed, started, retrying, abandoned, question} = symbols;
	return {done, failed, started, retrying, abandoned, question, output: '   '};
}

/** Words, for ears. */
export const spoken: Wording = {...signs(spokenSymbols), output: 'Output:'};
