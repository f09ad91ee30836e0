import {execFile} from 'node:child_process';
import {mkdtemp, rm, truncate, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {promisify} from 'node:util';
import test from 'ava';
import {readSmallFile, TooLarge} from '../../source/environment/small-file.ts';

test('a file up to the limit is read whole; a larger one, and one without end, is refused without being read', async t => {
	const folder = await mkdtemp(path.join(tmpdir(), 'wasper-small-'));
	t.teardown(() => rm(folder, {recursive: true}));
	const file = path.join(folder, 'file');
	await writeFile(file, 'x'.repeat(100));
	t.is((await readSmallFile(file, 100)).length, 100);
	await t.throwsAsync(readSmallFile(file, 99), {instanceOf: TooLarge});
	await truncate(file, 2 ** 40);
	await t.throwsAsync(readSmallFile(file, 4096), {instanceOf: TooLarge});
	if (process.platform !== 'win32') {
		await t.throwsAsync(readSmallFile('/dev/zero', 4096), {instanceOf: TooLarge});
		const pipe = path.join(folder, 'pipe');
		await promisify(execFile)('mkfifo', [pipe]);
		const [text] = await Promise.all([readSmallFile(pipe, 100), writeFile(pipe, 'from a pipe')]);
		t.is(text, 'from a pipe');
	}
});
