import {mkdtemp, readdir, readFile, rm, stat, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import test, {type ExecutionContext} from 'ava';
import {Secret} from '../../source/deployment/secret.ts';
import {certificatesOf, noteCertificate} from '../../source/environment/certificate-ledger.ts';
import {savePassword} from '../../source/environment/saved-password.ts';
import {createFile, replaceFile} from '../../source/environment/whole-file.ts';

async function temporaryFolder(t: ExecutionContext): Promise<string> {
	const folder = await mkdtemp(join(tmpdir(), 'whole-'));
	t.teardown(async () => rm(folder, {recursive: true}));
	return folder;
}

test('a file is replaced whole, for its owner only, and leaves no draft behind', async t => {
	const folder = await temporaryFolder(t);
	const path = join(folder, 'file');
	await replaceFile(path, 'old');
	const old = await stat(path);
	await replaceFile(path, 'new');
	t.is(await readFile(path, 'utf8'), 'new');
	const {ino, mode} = await stat(path);
	t.not(ino, old.ino, 'the old file was never written into');
	t.is(mode & 0o777, 0o600);
	t.deepEqual(await readdir(folder), ['file']);
});

test('a file that is there is never replaced by one that is to be created', async t => {
	const folder = await temporaryFolder(t);
	const path = join(folder, 'file');
	await writeFile(path, 'precious');
	await t.throwsAsync(createFile(path, 'other'), {code: 'EEXIST'});
	t.is(await readFile(path, 'utf8'), 'precious');
	t.deepEqual(await readdir(folder), ['file']);
});

test('of two that create one file at once, one wins and its text stands', async t => {
	const path = join(await temporaryFolder(t), 'file');
	const results = await Promise.allSettled(['one', 'two'].map(async text => createFile(path, text)));
	const won = results.findIndex(({status}) => status === 'fulfilled');
	t.is(results.filter(({status}) => status === 'fulfilled').length, 1);
	t.is(await readFile(path, 'utf8'), won === 0 ? 'one' : 'two');
});

test('a password file that was cut off is replaced, a whole one of an earlier run wins', async t => {
	const folder = await temporaryFolder(t);
	const file = join(folder, 'owner-password');
	await writeFile(file, 'Xy3');
	const {password} = await savePassword(folder, new Secret('generated-one'));
	t.is(password.reveal(), 'generated-one');
	t.is(await readFile(file, 'utf8'), 'generated-one\n');
	t.is((await savePassword(folder, new Secret('generated-two'))).password.reveal(), 'generated-one');
});

test('the ledger of certificates keeps every earlier date', async t => {
	const folder = await temporaryFolder(t);
	const dates = ['2026-01-02T03:04:05.000Z', '2026-02-03T04:05:06.000Z'].map(text => new Date(text));
	for (const date of dates) {
		await noteCertificate(folder, date);
	}

	t.deepEqual(await certificatesOf(folder), dates);
});
