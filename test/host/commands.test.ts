import test from 'ava';
import {applyCommand, configureCommand, inspectCommand} from '../../source/host/commands.ts';
import {hostUnits} from '../../source/host/protocol.ts';

test('commands for the machine are these words', t => {
	t.is(inspectCommand(), 'sudo -n wasperctl inspect --json');
	t.is(configureCommand(), 'sudo -n wasperctl configure');
	t.is(applyCommand('docker'), 'sudo -n wasperctl apply docker --json');
});

test('no command needs quoting', t => {
	for (const command of hostUnits.map(unit => applyCommand(unit))) {
		t.regex(command, /^[a-z -]+$/);
	}
});
