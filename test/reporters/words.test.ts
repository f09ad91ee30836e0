import test from 'ava';
import {wrapLine} from '../../source/reporters/words.ts';

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
