import {execFile} from 'node:child_process';
import {mkdtemp, readFile, rm, stat, utimes, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {promisify} from 'node:util';
import ssh2 from 'ssh2';
import test, {type ExecutionContext} from 'ava';
import {fingerprint, keyBlob} from '../../source/host/host-key.ts';
import {createSshKey, generateKeyPair, listSshKeys} from '../../source/host/ssh-keys.ts';

async function temporaryFolder(t: ExecutionContext): Promise<string> {
	const folder = await mkdtemp(join(tmpdir(), 'wasper-keys-'));
	t.teardown(async () => rm(folder, {recursive: true}));
	return folder;
}

/** A pair as ssh-keygen would leave it, changed at `seconds` of the epoch. */
async function put(folder: string, name: string, publicKey: string, seconds: number): Promise<void> {
	await writeFile(join(folder, `${name}.pub`), `${publicKey}\n`);
	await writeFile(join(folder, name), 'private');
	await utimes(join(folder, name), seconds, seconds);
}

function rsaPublicKey(bits: number): string {
	return ssh2.utils.generateKeyPairSync('rsa', {bits}).public;
}

test('a made key is a pair on disk, readable by its owner alone, and is not made twice', async t => {
	const path = join(await temporaryFolder(t), 'new', 'wasper');
	const made = await createSshKey(path);
	t.deepEqual(made, {path, publicKey: made.publicKey, kind: 'ed25519'});
	t.is((await stat(path)).mode & 0o777, 0o600);
	const read = ssh2.utils.parseKey(await readFile(path, 'utf8'));
	t.false(read instanceof Error);
	t.is((await readFile(`${path}.pub`, 'utf8')).trim(), made.publicKey);
	t.deepEqual(await createSshKey(path), made);
});

test('a private key without its public half is never overwritten', async t => {
	const path = join(await temporaryFolder(t), 'mine');
	await writeFile(path, 'precious');
	await t.throwsAsync(createSshKey(path), {name: 'ActionError'});
	t.is(await readFile(path, 'utf8'), 'precious');
});

test('the list has ed25519 and RSA of 2048 bits upward, newest first, and only whole pairs', async t => {
	const folder = await temporaryFolder(t);
	const ed25519 = (await generateKeyPair('a')).publicKey;
	await put(folder, 'old', ed25519, 1000);
	await put(folder, 'id_rsa', rsaPublicKey(3072), 2000);
	await put(folder, 'weak', rsaPublicKey(1024), 3000);
	await put(folder, 'ecdsa', 'ecdsa-sha2-nistp256 AAAA x', 4000);
	await put(folder, 'torn', 'ssh-ed25519 AAAAC3', 5000);
	await writeFile(join(folder, 'alone.pub'), ed25519);
	t.deepEqual(
		(await listSshKeys(folder)).map(({path, kind}) => [path, kind]),
		[
			[join(folder, 'id_rsa'), 'RSA 3072'],
			[join(folder, 'old'), 'ed25519'],
		],
	);
	t.deepEqual(await listSshKeys(join(folder, 'nowhere')), []);
});

test('every generated pair is whole: no key loses a leading zero byte', async t => {
	for (let count = 0; count < 600; count += 1) {
		const {publicKey} = await generateKeyPair('many');
		if (keyBlob(publicKey).length !== 51) {
			t.fail(publicKey);
		}
	}

	t.pass();
});

test('fingerprints are those that ssh-keygen prints', async t => {
	const path = join(await temporaryFolder(t), 'key');
	const {publicKey} = await createSshKey(path);
	try {
		const {stdout} = await promisify(execFile)('ssh-keygen', ['-lf', `${path}.pub`], {timeout: 10_000});
		t.true(stdout.includes(fingerprint(publicKey)), stdout);
	} catch (error) {
		t.is((error as NodeJS.ErrnoException).code, 'ENOENT');
		t.log('ssh-keygen is not on this machine: compared by length alone');
		t.regex(fingerprint(publicKey), /^SHA256:[\w+/]{43}$/);
	}
});
