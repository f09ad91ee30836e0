import test from 'ava';
import {addFlags, flagsOfRehearsal} from '../../source/backend/rehearsal-flags.ts';
import {verbs} from '../../source/commands/verbs.ts';

const names = verbs.map(({name}) => name);
const asTyped = addFlags(names, flagsOfRehearsal({'sandbox-state': '/tmp/state'}));

test('every command of ours in a sentence carries the flags of the rehearsal, once', t => {
	const sentences = {
		'create-wasper-azure start': 'create-wasper-azure start --sandbox --sandbox-state /tmp/state',
		'Look with create-wasper-azure health, restart with create-wasper-azure restart.':
			'Look with create-wasper-azure health --sandbox --sandbox-state /tmp/state, restart with create-wasper-azure restart --sandbox --sandbox-state /tmp/state.',
		'Create one with: create-wasper-azure plan --out FILE':
			'Create one with: create-wasper-azure plan --sandbox --sandbox-state /tmp/state --out FILE',
		'Name another group, or run create-wasper-azure to set one up.':
			'Name another group, or run create-wasper-azure --sandbox --sandbox-state /tmp/state to set one up.',
	};
	for (const [sentence, typed] of Object.entries(sentences)) {
		t.is(asTyped(sentence), typed);
		t.is(asTyped(typed), typed);
	}
});

test('what only names the program, or asks for help, stays as it is', t => {
	for (const sentence of ['create-wasper-azure --help', 'Use the newest create-wasper-azure.', 'Run the same command again.']) {
		t.is(asTyped(sentence), sentence);
	}
});

test('a folder that a shell would take apart is quoted', t => {
	t.deepEqual(flagsOfRehearsal({}), ['--sandbox']);
	t.deepEqual(flagsOfRehearsal({'sandbox-state': "it's mine"}), ['--sandbox', '--sandbox-state', String.raw`'it'\''s mine'`]);
});
