import {execFile} from 'node:child_process';
import {mkdtemp, readFile, rm, stat, utimes, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {promisify} from 'node:util';
import ssh2 from 'ssh2';
import test, {type ExecutionContext} from 'ava';
import {ActionError} from '../../source/errors/kinds.ts';
import {fingerprint, keyBlob} from '../../source/host/host-key.ts';
import type {KeyAccess} from '../../source/host/key-file.ts';
import {createSshKey, findSshKey, generateKeyPair, listSshKeys, type KeyPair} from '../../source/host/ssh-keys.ts';
import {startAgent} from './support/agent.ts';

async function temporaryFolder(t: ExecutionContext): Promise<string> {
	const folder = await mkdtemp(join(tmpdir(), 'wasper-keys-'));
	t.teardown(async () => rm(folder, {recursive: true}));
	return folder;
}

/** A pair as ssh-keygen would leave it, changed at `seconds` of the epoch. */
async function put(folder: string, name: string, {publicKey, privateKey}: KeyPair, seconds: number): Promise<string> {
	const path = join(folder, name);
	await writeFile(`${path}.pub`, `${publicKey}\n`);
	await writeFile(path, privateKey, {mode: 0o600});
	await utimes(path, seconds, seconds);
	return path;
}

function rsa(bits: number): KeyPair {
	const pair = ssh2.utils.generateKeyPairSync('rsa', {bits});
	return {publicKey: pair.public, privateKey: pair.private};
}

function ecdsa(): KeyPair {
	const pair = ssh2.utils.generateKeyPairSync('ecdsa', {bits: 256});
	return {publicKey: pair.public, privateKey: pair.private};
}

function lockedPair(passphrase: string): KeyPair {
	const pair = ssh2.utils.generateKeyPairSync('rsa', {bits: 2048, passphrase, cipher: 'aes256-ctr', rounds: 1});
	return {publicKey: pair.public, privateKey: pair.private};
}

const nothing: KeyAccess = {agent: undefined, passphrase: undefined};

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

test('a private key that can not be read is never overwritten', async t => {
	const path = join(await temporaryFolder(t), 'mine');
	await writeFile(path, 'precious');
	await t.throwsAsync(createSshKey(path, nothing), {name: 'ActionError'});
	t.is(await readFile(path, 'utf8'), 'precious');
});

test('a private key without its public half is used, and the public half is written beside it', async t => {
	const path = join(await temporaryFolder(t), 'mine');
	const {publicKey, privateKey} = await generateKeyPair('mine');
	await writeFile(path, privateKey, {mode: 0o600});
	const key = await createSshKey(path, nothing);
	t.deepEqual(keyBlob(key.publicKey), keyBlob(publicKey));
	t.is(await readFile(path, 'utf8'), privateKey);
	t.deepEqual(keyBlob(await readFile(`${path}.pub`, 'utf8')), keyBlob(publicKey));
});

test('a public half alone is never overwritten: without an agent it is refused, with one it is used', async t => {
	const folder = await temporaryFolder(t);
	const path = join(folder, 'token');
	const {publicKey, privateKey} = await generateKeyPair('token');
	await writeFile(`${path}.pub`, `${publicKey}\n`);
	const error = await t.throwsAsync(createSshKey(path, nothing), {instanceOf: ActionError});
	t.is(error.explanation.code, 'ssh.keyMissing');
	const agent = join(folder, 'agent');
	await startAgent(t, agent, privateKey);
	t.is((await createSshKey(path, {...nothing, agent})).publicKey, publicKey);
	t.is(await readFile(`${path}.pub`, 'utf8'), `${publicKey}\n`);
	await t.throwsAsync(stat(path), {code: 'ENOENT'});
});

test('a .pub of another key is refused before anything is created', async t => {
	const folder = await temporaryFolder(t);
	const {publicKey} = await generateKeyPair('other');
	const path = await put(folder, 'mixed', {...(await generateKeyPair('mine')), publicKey}, 1);
	const error = await t.throwsAsync(findSshKey(path, nothing), {instanceOf: ActionError});
	t.is(error.explanation.code, 'ssh.keyMismatch');
});

test('a .pub with CRLF, with several lines or in another format does not hide the private key', async t => {
	const folder = await temporaryFolder(t);
	const pair = await generateKeyPair('mine');
	const shapes = {
		crlf: `${pair.publicKey}\r\n`,
		several: `${pair.publicKey}\n# a second line\n`,
		utf16: Buffer.from(`\uFEFF${pair.publicKey}`, 'utf16le').toString('latin1'),
		ssh2: '---- BEGIN SSH2 PUBLIC KEY ----\nAAAA\n---- END SSH2 PUBLIC KEY ----\n',
	};
	for (const [name, publicKey] of Object.entries(shapes)) {
		const key = await findSshKey(await put(folder, name, {...pair, publicKey}, 1), nothing);
		t.deepEqual(keyBlob(key?.publicKey ?? ''), keyBlob(pair.publicKey), name);
		t.notRegex(key?.publicKey ?? '', /[\r\n]/, name);
	}
});

test('a type that Azure does not take is named before the machine is created', async t => {
	const folder = await temporaryFolder(t);
	for (const [name, pair] of Object.entries({ecdsa: ecdsa(), weak: rsa(1024)})) {
		const path = await put(folder, name, pair, 1);
		t.is(await findSshKey(path, nothing), undefined);
		const error = await t.throwsAsync(createSshKey(path, nothing), {instanceOf: ActionError});
		t.is(error.explanation.code, 'ssh.keyKind');
		t.regex(error.explanation.cause, name === 'weak' ? /1024/ : /nistp256/);
	}
});

test('a key with a passphrase is used with the passphrase, and refused without or with a wrong one', async t => {
	const path = await put(await temporaryFolder(t), 'locked', lockedPair('right'), 1);
	t.is((await findSshKey(path, {...nothing, passphrase: 'right'}))?.kind, 'RSA 2048');
	for (const passphrase of [undefined, 'hunter2-secret']) {
		const error = await t.throwsAsync(findSshKey(path, {...nothing, passphrase}), {instanceOf: ActionError});
		t.is(error.explanation.code, 'ssh.keyPassphrase');
		t.false(JSON.stringify(error.explanation).includes('hunter2-secret'), 'the passphrase is never shown');
	}
});

test('the list has ed25519 and RSA of 2048 bits upward, newest first, those locked last, and none that can not sign', async t => {
	const folder = await temporaryFolder(t);
	const ed25519 = await generateKeyPair('a');
	await put(folder, 'old', ed25519, 1000);
	await put(folder, 'id_rsa', rsa(3072), 2000);
	await put(folder, 'weak', rsa(1024), 3000);
	await put(folder, 'ecdsa', ecdsa(), 4000);
	await put(folder, 'torn', {publicKey: 'ssh-ed25519 AAAAC3', privateKey: 'torn'}, 5000);
	await put(folder, 'locked', lockedPair('x'), 6000);
	await writeFile(join(folder, 'alone.pub'), ed25519.publicKey);
	await writeFile(join(folder, 'config'), 'Host *\n');
	t.deepEqual(
		(await listSshKeys(folder, nothing)).map(({path, kind}) => [path, kind]),
		[
			[join(folder, 'id_rsa'), 'RSA 3072'],
			[join(folder, 'old'), 'ed25519'],
			[join(folder, 'locked'), 'RSA 2048'],
		],
	);
	t.deepEqual(await listSshKeys(join(folder, 'nowhere'), nothing), []);
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
