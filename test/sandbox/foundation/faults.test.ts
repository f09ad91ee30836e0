import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import test from 'ava';
import {UsageError} from '../../../source/errors/kinds.ts';
import {Faults} from '../../../source/sandbox/foundation/faults.ts';

test('a fault takes the occurrences that it names and no others', t => {
	const faults = new Faults([
		{operation: 'azure PUT virtualMachines', nth: 2, times: 2, drop: true},
		{operation: 'host apply *', times: 'always', delay: 5},
	]);
	const hit = (operation: string) => faults.take(operation) !== undefined;
	t.deepEqual(
		[1, 2, 3, 4].map(() => hit('azure PUT virtualMachines')),
		[false, true, true, false],
	);
	t.false(hit('azure PUT virtualMachinesX'), 'words are matched whole');
	t.true(hit('host apply tls'));
	t.true(hit('host apply disk'));
	t.false(hit('host inspect'));
	t.false(hit('ssh connect'));
});

test('a pattern covers what lies below its words', t => {
	const faults = new Faults([{operation: 'azure POST virtualMachines', times: 'always', drop: true}]);
	t.truthy(faults.take('azure POST virtualMachines/start'));
	t.falsy(faults.take('azure PUT virtualMachines'));
});

test('a bad file is refused with the place inside it', async t => {
	const folder = await mkdtemp(join(tmpdir(), 'faults-'));
	t.teardown(async () => rm(folder, {recursive: true, force: true}));
	const file = join(folder, 'faults.json');
	const causeOf = async (content: string) => {
		await writeFile(file, content);
		const error = await t.throwsAsync(Faults.load(file), {instanceOf: UsageError});
		return error.explanation.cause;
	};
	t.regex(
		await causeOf('{"faults": [{"operation": "ssh connect", "refuse": true}, {"operation": "prices", "throttle": {"retryAfter": -1}}]}'),
		/faults\[1\]\.throttle\.retryAfter/,
	);
	t.regex(await causeOf('{"faults": [{"operation": "ssh connect"}]}'), /faults\[0\]: name what happens/);
	t.regex(await causeOf('{"faults": [{"operation": "dns", "drop": true, "refuse": true}]}'), /name one thing/);
	t.regex(await causeOf('"text"'), /the file/);
	t.regex(await causeOf('{"faults": [{"operation": "azur PUT disks", "drop": true}]}'), /faults\[0\]\.operation: begins with one of azure/);
	t.regex(await causeOf('nonsense'), /can't be used/);
	await t.throwsAsync(Faults.load(join(folder, 'lost.json')), {instanceOf: UsageError, message: /it is not there/});
	t.is((await Faults.load()).take('anything'), undefined);
});
