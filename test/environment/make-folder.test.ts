import {chmod, mkdtemp, rm, stat} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import test from 'ava';
import {makeFolder} from '../../source/environment/make-folder.ts';

test('missing folders are created for their owner only, and one that is there stays as it is', async t => {
	const there = await mkdtemp(join(tmpdir(), 'wasper-folder-'));
	t.teardown(async () => rm(there, {recursive: true}));
	await chmod(there, 0o755);
	const deep = join(there, 'one', 'two');
	makeFolder(deep);
	makeFolder(deep);
	t.deepEqual(
		await Promise.all([there, join(there, 'one'), deep].map(async path => (await stat(path)).mode & 0o777)),
		[0o755, 0o700, 0o700],
	);
});

test('where no folder can be created it ends at once, with what the system says', t => {
	t.throws(() => makeFolder('/proc/nothing/here'), {code: 'ENOENT'});
	t.throws(() => makeFolder(join(process.execPath, 'folder')), {code: 'EEXIST'});
});
