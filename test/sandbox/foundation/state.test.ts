import {fork} from 'node:child_process';
import {once} from 'node:events';
import {mkdtemp, readdir, readFile, rm, stat, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import test from 'ava';
import {UsageError} from '../../../source/errors/kinds.ts';
import {State} from '../../../source/sandbox/foundation/state.ts';

async function temporaryFolder(t: {teardown(work: () => Promise<void>): void}): Promise<string> {
	const folder = await mkdtemp(join(tmpdir(), 'sandbox-state-'));
	t.teardown(async () => rm(folder, {recursive: true, force: true}));
	return folder;
}

test('what a run stored is there for the next one, readable by its owner only', async t => {
	const folder = await temporaryFolder(t);
	const first = await State.open(folder);
	first.table<{n: number}>('things').set('a', {n: 1});
	first.table('things').set('b', {n: 2});
	first.table('things').delete('b');
	first.close();
	const second = await State.open(folder);
	t.deepEqual(second.table('things').entries(), [['a', {n: 1}]]);
	t.is((await stat(join(folder, 'things.table.json'))).mode & 0o777, 0o600);
});

test('changes reach the disk by themselves', async t => {
	const folder = await temporaryFolder(t);
	const state = await State.open(folder);
	state.table('things').set('a', 1);
	const deadline = Date.now() + 10_000;
	while (!(await readdir(folder)).includes('things.table.json') && Date.now() < deadline) {
		await new Promise(resolve => setTimeout(resolve, 20));
	}

	t.deepEqual(JSON.parse(await readFile(join(folder, 'things.table.json'), 'utf8')), {a: 1});
});

test('a killed process leaves a whole table behind', async t => {
	const folder = await temporaryFolder(t);
	const writer = fork(new URL('writer.ts', import.meta.url), [folder], {execArgv: ['--import=tsx']});
	await once(writer, 'message');
	writer.kill('SIGKILL');
	await once(writer, 'exit');
	const rows = (await State.open(folder)).table<{text: string}>('big').values();
	t.true(rows.length > 0);
	t.true(rows.every(row => row.text.length === 20_000));
});

test('a table that somebody broke is named, not overwritten', async t => {
	const folder = await temporaryFolder(t);
	const path = join(folder, 'things.table.json');
	await writeFile(path, '{"a": ');
	const error = await t.throwsAsync(State.open(folder), {instanceOf: UsageError});
	t.true(error.explanation.cause.includes(path));
	t.is(await readFile(path, 'utf8'), '{"a": ');
});
