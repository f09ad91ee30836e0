import type {TextProps} from 'ink';

type Style = Partial<Pick<TextProps, 'color' | 'dimColor' | 'bold' | 'inverse'>>;

export interface Theme {
	accent: Style;
	dim: Style;
	good: Style;
	warning: Style;
	bad: Style;
	symbols: Symbols;
}

const unicodeSymbols = {
	pointer: '❯',
	done: '✔',
	problem: '✖',
	note: 'ℹ',
	more: '…',
	up: '↑',
	down: '↓',
	rule: '─',
	full: '█',
	empty: '░',
	mask: '•',
	between: '·',
	frames: ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'],
	arrows: '↑↓',
};
export type Symbols = typeof unicodeSymbols;
const asciiSymbols: Symbols = {
	pointer: '>',
	done: '+',
	problem: 'x',
	note: 'i',
	more: '...',
	up: '^',
	down: 'v',
	rule: '-',
	full: '#',
	empty: '.',
	mask: '*',
	between: '-',
	frames: ['|', '/', '-', '\\'],
	arrows: 'Up/Down',
};

/** Whether the terminal can be trusted with more than ASCII. */
export function speaksUnicode(environment: NodeJS.ProcessEnv, platform: NodeJS.Platform = process.platform): boolean {
	if (platform === 'win32') {
		return Boolean(environment['WT_SESSION'] ?? environment['TERM_PROGRAM']) || environment['TERM'] === 'xterm-256color';
	}
	if (environment['TERM'] === 'linux' || environment['TERM'] === 'dumb') {
		return false;
	}
	const locale = environment['LC_ALL'] || environment['LC_CTYPE'] || environment['LANG'];
	return locale === undefined || locale === '' || /utf-?8/i.test(locale);
}

/** Colours and symbols for this terminal. NO_COLOR leaves only bold and inverse. */
export function chooseTheme(environment: NodeJS.ProcessEnv, platform?: NodeJS.Platform): Theme {
	const symbols = speaksUnicode(environment, platform) ? unicodeSymbols : asciiSymbols;
	return environment['NO_COLOR']
		? {accent: {}, dim: {}, good: {}, warning: {}, bad: {}, symbols}
		: {accent: {color: 'cyan'}, dim: {dimColor: true}, good: {color: 'green'}, warning: {color: 'yellow'}, bad: {color: 'red'}, symbols};
}
