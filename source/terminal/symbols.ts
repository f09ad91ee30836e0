/** The symbols to draw with. Those in front of a step are one column wide. */
export interface Symbols {
	done: string;
	failed: string;
	note: string;
	started: string;
	waiting: string;
	abandoned: string;
	retrying: string;
	question: string;
	pointer: string;
	tail: string;
	rule: string;
	dot: string;
	arrow: string;
	up: string;
	down: string;
	/** The keys that move a cursor up and down. */
	arrowKeys: string;
	ellipsis: string;
	full: string;
	empty: string;
	/** Stands for each character of a password. */
	mask: string;
	spinner: readonly string[];
	/** Before a step of a plan, by what the run will do. */
	planned: Readonly<Record<'create' | 'keep' | 'change' | 'replace' | 'remove' | 'unknown' | 'blocked', string>>;
}

/** As other planning tools write them. */
const planned = {create: '+', keep: '=', change: '~', replace: '!', remove: '-', unknown: '?', blocked: 'x'};

const unicode: Symbols = {
	done: '✔',
	failed: '✖',
	note: 'ℹ',
	started: '›',
	waiting: '○',
	abandoned: '–',
	retrying: '↻',
	question: '?',
	pointer: '❯',
	tail: '│',
	rule: '─',
	dot: '·',
	arrow: '→',
	up: '↑',
	down: '↓',
	arrowKeys: '↑↓',
	ellipsis: '…',
	full: '█',
	empty: '░',
	mask: '•',
	spinner: ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'],
	planned,
};

const ascii: Symbols = {
	done: '+',
	failed: 'x',
	note: 'i',
	started: '>',
	waiting: '.',
	abandoned: '-',
	retrying: '~',
	question: '?',
	pointer: '>',
	tail: '|',
	rule: '-',
	dot: '-',
	arrow: '>',
	up: '^',
	down: 'v',
	arrowKeys: 'Up/Down',
	ellipsis: '...',
	full: '#',
	empty: '.',
	mask: '*',
	spinner: ['|', '/', '-', '\\'],
	planned,
};

/** Words instead of symbols, and no bars: a screen reader doesn't read check marks. */
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

/** The symbols that this terminal can show: Unicode or ASCII. */
export function chooseSymbols(environment: NodeJS.ProcessEnv, platform: NodeJS.Platform = process.platform): Symbols {
	return supportsUnicode(environment, platform) ? unicode : ascii;
}

/** Windows terminals that don't set WT_SESSION or TERM_PROGRAM, such as Git Bash; the old console sets no TERM. */
const unicodeOnWindows = /^(?:xterm|alacritty|rxvt-unicode)/;

/** Whether the terminal shows more than ASCII. Not the old Windows console, the Linux console, a dumb terminal, or a locale other than UTF-8. */
export function supportsUnicode(environment: NodeJS.ProcessEnv, platform: NodeJS.Platform): boolean {
	const {TERM: term = '', WT_SESSION: windowsTerminal, TERM_PROGRAM: program, LC_ALL: all, LC_CTYPE: type, LANG: language} = environment;
	if (term === 'linux' || term === 'dumb') {
		return false;
	}

	return platform === 'win32'
		? Boolean(windowsTerminal || program) || unicodeOnWindows.test(term)
		: /utf-?8/i.test(all || type || language || 'UTF-8');
}
