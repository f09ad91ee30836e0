import type {DisplayedAction} from '../plan/plan-words.ts';

/** The signs that faces draw with; before a step every one is one column wide. */
export interface Symbols {
	done: string;
	failed: string;
	started: string;
	waiting: string;
	abandoned: string;
	retrying: string;
	question: string;
	pointer: string;
	tail: string;
	dot: string;
	arrow: string;
	ellipsis: string;
	full: string;
	empty: string;
	spinner: readonly string[];
	/** What a plan says of a step. */
	planned: Readonly<Record<DisplayedAction, string>>;
}

/** Those of every other planning tool. */
const planned = {create: '+', keep: '=', change: '~', replace: '!', remove: '-', unknown: '?', blocked: 'x'};

const drawn: Symbols = {
	done: '✔',
	failed: '✖',
	started: '›',
	waiting: '○',
	abandoned: '–',
	retrying: '↻',
	question: '?',
	pointer: '❯',
	tail: '│',
	dot: '·',
	arrow: '→',
	ellipsis: '…',
	full: '█',
	empty: '░',
	spinner: ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'],
	planned,
};

const ascii: Symbols = {
	done: '+',
	failed: 'x',
	started: '>',
	waiting: '.',
	abandoned: '-',
	retrying: '~',
	question: '?',
	pointer: '>',
	tail: '|',
	dot: '-',
	arrow: '>',
	ellipsis: '...',
	full: '#',
	empty: '.',
	spinner: ['|', '/', '-', '\\'],
	planned,
};

/** Words for signs, and no bars: a screen reader speaks no check marks. */
export const spokenSymbols: Symbols = {
	...ascii,
	done: 'Done:',
	failed: 'Failed:',
	started: 'Started:',
	abandoned: 'Not done:',
	retrying: 'Trying again:',
	question: 'Question:',
	dot: 'and',
	arrow: 'becomes',
	full: '',
	empty: '',
	planned: {
		create: 'Create:',
		keep: 'Keep:',
		change: 'Change:',
		replace: 'Replace:',
		remove: 'Remove:',
		unknown: 'Not known:',
		blocked: 'Blocked:',
	},
};

/** Drawn signs where the terminal can show them, ASCII where its locale, the Linux console or an old Windows console can't. */
export function chooseSymbols(environment: NodeJS.ProcessEnv, platform: NodeJS.Platform): Symbols {
	if (platform === 'win32') {
		return environment['WT_SESSION'] || environment['TERM_PROGRAM'] ? drawn : ascii;
	}

	const locale = environment['LC_ALL'] || environment['LC_CTYPE'] || environment['LANG'] || 'UTF-8';
	return environment['TERM'] !== 'linux' && /utf-?8/i.test(locale) ? drawn : ascii;
}
