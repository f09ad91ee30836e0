import test from 'ava';
import {
	applyCommand,
	configureCommand,
	forUser,
	inspectCommand,
	installCommand,
	listResourcesCommand,
	operationCommand,
} from '../../source/host/commands.ts';
import {hostUnits} from '../../source/host/protocol.ts';

test('the commands for the machine are exactly these', t => {
	t.is(inspectCommand(), 'sudo -n wasperctl --protocol 2 inspect --json');
	t.is(listResourcesCommand(), 'sudo -n wasperctl --protocol 2 remove --dry-run --json');
	t.is(operationCommand('remove', []), 'sudo -n wasperctl remove');
	t.is(configureCommand(), 'sudo -n wasperctl --protocol 2 configure');
	t.is(applyCommand('docker', 'ana@laptop-1'), 'sudo -n wasperctl --protocol 2 apply docker --json --holder ana@laptop-1');
});

test('no apply command needs quoting', t => {
	for (const command of hostUnits.map(unit => applyCommand(unit, 'ana@laptop-1'))) {
		t.regex(command, /^[a-z\d@ -]+$/);
	}
});

test('the installation verifies the archive before it changes anything, and exits with 1 on any failure', t => {
	t.is(
		installCommand({version: '0.1.0+abc', sha256: '00ff'}),
		`sudo -n bash -euc 'cd $(mktemp -d); trap "rm -rf $PWD" EXIT; gzip -d >program.tar; echo "00ff  program.tar" | sha256sum --check --quiet; tar -xf program.tar; echo 0.1.0+abc >host/version; bash host/install' || exit 1`,
	);
});

test('what an operator typed reaches the machine as one argument, whatever is in it', t => {
	t.is(operationCommand('logs', ['app', '--grep', "it's $(reboot)"]), String.raw`sudo -n wasperctl logs app --grep 'it'\''s $(reboot)'`);
	t.is(operationCommand('status', []), 'sudo -n wasperctl status');
});

test('root runs the same commands without sudo, which a bare machine does not have', t => {
	t.is(forUser(inspectCommand(), 'root'), 'wasperctl --protocol 2 inspect --json');
	t.regex(forUser(installCommand({version: '0.1.0+abc', sha256: '00ff'}), 'root'), /^bash -euc '/);
	t.is(forUser(inspectCommand(), 'ubuntu'), inspectCommand());
});
