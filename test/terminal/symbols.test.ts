import test from 'ava';
import {spokenSymbols, supportsUnicode, chooseSymbols} from '../../source/terminal/symbols.ts';
import {chooseTheme} from '../../source/terminal/theme.ts';

const terminals: Array<[name: string, platform: NodeJS.Platform, environment: NodeJS.ProcessEnv, unicode: boolean]> = [
	['a terminal with a UTF-8 locale', 'linux', {TERM: 'xterm-256color', LANG: 'en_US.UTF-8'}, true],
	['a terminal without a locale', 'darwin', {TERM: 'xterm-256color'}, true],
	['an empty LC_ALL before a UTF-8 LANG', 'linux', {TERM: 'xterm', LC_ALL: '', LANG: 'C.utf8'}, true],
	['LC_ALL=C before a UTF-8 LANG', 'linux', {TERM: 'xterm', LC_ALL: 'C', LANG: 'en_US.UTF-8'}, false],
	['a Latin-1 locale', 'linux', {TERM: 'xterm', LANG: 'de_DE.ISO-8859-1'}, false],
	['the Linux console', 'linux', {TERM: 'linux', LANG: 'en_US.UTF-8'}, false],
	['TERM=dumb with a UTF-8 locale', 'linux', {TERM: 'dumb', LANG: 'en_US.UTF-8'}, false],
	['no TERM at all, such as in a pipeline', 'linux', {}, true],
	['Windows Terminal', 'win32', {WT_SESSION: '1c6b'}, true],
	['VS Code on Windows', 'win32', {TERM_PROGRAM: 'vscode'}, true],
	['Git Bash on Windows', 'win32', {TERM: 'xterm-256color'}, true],
	['the old Windows console', 'win32', {}, false],
	['TERM=dumb on Windows', 'win32', {TERM: 'dumb', WT_SESSION: '1c6b'}, false],
];

for (const [name, platform, environment, unicode] of terminals) {
	test(`${name} shows ${unicode ? 'Unicode' : 'ASCII'}, in the wizard as in the checklist`, t => {
		t.is(supportsUnicode(environment, platform), unicode);
		t.is(chooseSymbols(environment, platform).done, unicode ? '✔' : '+');
		t.is(chooseTheme(environment, platform).symbols, chooseSymbols(environment, platform));
	});
}

test('an ASCII terminal gets ASCII symbols only, and a screen reader words', t => {
	for (const symbols of [chooseSymbols({TERM: 'linux'}, 'linux'), spokenSymbols]) {
		t.regex(JSON.stringify(symbols), /^[\u0020-\u007E]*$/);
	}

	t.is(spokenSymbols.done, 'Done:');
});

test('every symbol before a step is one column wide', t => {
	for (const environment of [{}, {TERM: 'linux'}]) {
		const {done, failed, started, waiting, abandoned, retrying, question, spinner, planned} = chooseSymbols(environment, 'linux');
		for (const symbol of [done, failed, started, waiting, abandoned, retrying, question, ...spinner, ...Object.values(planned)]) {
			t.is([...symbol].length, 1);
		}
	}
});

test('with NO_COLOR no tone has a colour, and a failure is still marked', t => {
	const theme = chooseTheme({NO_COLOR: '1'}, 'linux');
	t.false(JSON.stringify({...theme, symbols: undefined}).includes('color"'));
	t.deepEqual(theme.bad, {bold: true});
	t.is(chooseTheme({}, 'linux').bad.color, 'red');
});
