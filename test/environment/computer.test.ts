import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import test from 'ava';
import {computerName} from '../../source/environment/computer.ts';

test('a computer has one name for good, another one has another, and a shell reads nothing into it', async t => {
	const folder = await mkdtemp(join(tmpdir(), 'computer-'));
	t.teardown(() => rm(folder, {recursive: true}));
	const name = await computerName(join(folder, 'ana'));
	t.regex(name, /^[\w.-]+@[\w.-]+-[\da-f]{6}$/);
	t.is(await computerName(join(folder, 'ana')), name);
	t.not(await computerName(join(folder, 'bob')), name);
});

test('where nothing can be stored, the name is still given', async t => {
	t.regex(await computerName('/dev/null/nowhere'), /-unkept$/);
});
