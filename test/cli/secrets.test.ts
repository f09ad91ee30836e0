import {readFile, rm, stat, writeFile} from 'node:fs/promises';
import path from 'node:path';
import test from 'ava';
import {emptyHome} from '../support/environment.ts';
import {rehearse} from './rehearsal.ts';

test('no secret is in the events or in the log; the generated password is in a file for its owner only', async t => {
	const home = await emptyHome(t);
	const log = path.join(home, 'run.ndjson');
	const run = await rehearse(t, {home, flags: ['--log-file', log]});
	const kept = run.end.summary?.secrets.find(({what}) => /password/i.test(what))?.where.replace('~', home) ?? '';
	const password = (await readFile(kept, 'utf8')).trim();
	t.true(password.length >= 20);
	t.is((await stat(kept)).mode & 0o777, 0o600);
	t.is((await stat(log)).mode & 0o777, 0o600);

	const said = `${run.stdout}${run.stderr}${await readFile(log, 'utf8')}`;
	t.false(said.includes(password));
	t.notRegex(said, /PRIVATE KEY/);
	const key = run.end.summary?.secrets.find(({what}) => what === 'SSH key')?.where.replace('~', home) ?? '';
	const body = (await readFile(key, 'utf8')).split('\n')[1] ?? 'none';
	t.false(said.includes(body));
});

test('a rerun keeps the password that the owner has', async t => {
	const home = await emptyHome(t);
	const passwordOf = async (run: Awaited<ReturnType<typeof rehearse>>) =>
		readFile(run.end.summary?.secrets.find(({what}) => /password/i.test(what))?.where.replace('~', home) ?? '', 'utf8');
	const first = await passwordOf(await rehearse(t, {home}));
	t.is(await passwordOf(await rehearse(t, {home})), first);
});

test('no password is written or claimed for an account that exists already, whether its own was given or its file is lost', async t => {
	const home = await emptyHome(t);
	const given = path.join(home, 'chosen');
	await writeFile(given, 'correct horse battery\n', {mode: 0o600});
	const passwords = (run: Awaited<ReturnType<typeof rehearse>>) =>
		run.end.summary?.secrets.filter(({what}) => /password/i.test(what)) ?? [];
	t.deepEqual(passwords(await rehearse(t, {home, flags: ['--owner-password-file', given]})), []);
	t.deepEqual(passwords(await rehearse(t, {home})), []);

	const other = await emptyHome(t);
	const [kept] = passwords(await rehearse(t, {home: other}));
	t.is(kept?.what, "Owner's password");
	const [first] = passwords(await rehearse(t, {home: other}));
	t.is(first?.what, "Owner's first password");
	await rm(kept?.where.replace('~', other) ?? '');
	t.deepEqual(passwords(await rehearse(t, {home: other})), []);
});

test("a rehearsal keeps its keys and passwords with its state, and leaves the operator's own places alone", async t => {
	const home = await emptyHome(t);
	const state = path.join(home, 'rehearsal');
	const {code, end} = await rehearse(t, {home, flags: ['--sandbox-state', state]});
	t.is(code, 0);
	t.true(end.summary?.secrets.filter(({where}) => where.startsWith('~/rehearsal/')).length === 2);
	await t.throwsAsync(stat(path.join(home, '.ssh')), {code: 'ENOENT'});
	await t.throwsAsync(stat(path.join(home, '.config')), {code: 'ENOENT'});
});
