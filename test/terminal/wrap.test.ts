import test from 'ava';
import {hangLine, wrapLine, wrapWords} from '../../source/terminal/wrap.ts';

test('an error is broken between words, its parts stay indented, and what is to be copied stays whole', t => {
	const link = 'https://learn.microsoft.com/azure/role-based-access-control/role-assignments-cli';
	t.deepEqual(wrapLine(`  Have an owner run this command, and see ${link}`, 24), [
		'  Have an owner run this',
		'  command, and see',
		`  ${link}`,
	]);
	t.deepEqual(wrapLine('', 24), ['']);
});

test('what another side says cannot move the cursor or change colours', t => {
	t.deepEqual(wrapLine('  Seen: \u001B[2J\u001B[31mred\u001B[0m\u0007 alert', 80), ['  Seen: red alert']);
});

test('a number stays on the line of its unit', t => {
	t.deepEqual(wrapWords('Wasper answers after 16 s.', 24), ['Wasper answers after', '16 s.']);
	t.deepEqual(wrapWords('after 3 min 05 s of 12 USD', 12), ['after 3 min', '05 s of', '12 USD']);
});

test('a line of columns goes on beneath its last column, and in a narrow window beneath its first word', t => {
	const status = 'hardening  ok       keys only, no root login, unattended upgrades';
	t.deepEqual(hangLine(status, 50), ['hardening  ok       keys only, no root login,', '                    unattended upgrades']);
	t.deepEqual(hangLine(status, 39), ['hardening ok keys only, no root', '  login, unattended upgrades']);
	t.deepEqual(hangLine('secrets    ok       5 secrets', 50), ['secrets    ok       5 secrets']);
});
