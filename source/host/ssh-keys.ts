import {readdir, readFile, stat} from 'node:fs/promises';
import {homedir} from 'node:os';
import {dirname, join} from 'node:path';
import {makeFolder} from '../environment/make-folder.ts';
import {createFile} from '../environment/whole-file.ts';
import {fileFailure} from '../errors/file-failure.ts';
import {ActionError} from '../errors/kinds.ts';
import {keyAccess, openKey, type KeyAccess} from './key-file.ts';
import {ed25519Length, kindOf, nameOf, publicHalfOf} from './public-key.ts';

/** A key pair on this computer; the same shape as the wizard's LocalKey. */
export interface LocalKey {
	/** Path of the private key. */
	path: string;
	/** One line, `ssh-ed25519 AAAA… comment`. */
	publicKey: string;
	/** `ed25519`, or `RSA 4096`. */
	kind: string;
}

/** A pair that lives in memory. */
export interface KeyPair {
	publicKey: string;
	/** OpenSSH PEM. */
	privateKey: string;
}

/**
 * Keys in `folder` that Azure takes (ed25519, RSA of 2048 bits and more), newest first; those that a passphrase still locks
 * come last. Others that can't sign are left out. A missing folder has none.
 */
export async function listSshKeys(folder = join(homedir(), '.ssh'), access = keyAccess()): Promise<LocalKey[]> {
	const names = await readdir(folder).catch(() => []);
	const paths = new Set(names.map(name => join(folder, name.replace(/\.pub$/, ''))));
	const found = await Promise.all([...paths].map(async path => listed(path, access)));
	return found
		.filter(entry => entry !== undefined)
		.sort((one, other) => Number(one.locked) - Number(other.locked) || other.changed - one.changed)
		.map(({key}) => key);
}

/** The key at `path`, proven to sign; undefined where there is none, or one that Azure does not take. Throws an ActionError when it can't be used. */
export async function findSshKey(path: string, access = keyAccess()): Promise<LocalKey | undefined> {
	const usable = await openKey(path, access);
	return usable && localKey(path, usable.publicKey);
}

/**
 * The key at `path`, made as an ed25519 pair (private key 0600) unless one is there; a missing public half is written beside
 * it. Nothing is overwritten. Throws an ActionError when it can't be used or is one that Azure does not take.
 */
export async function createSshKey(path: string, access = keyAccess()): Promise<LocalKey> {
	const existing = await openKey(path, access);
	if (existing) {
		const key = localKey(path, existing.publicKey) ?? refuseKind(path, existing.publicKey);
		await createFile(`${path}.pub`, `${key.publicKey}\n`, 0o644).catch(() => {
			// It is there, or the folder takes no files: the private key is all that a run needs.
		});
		return key;
	}

	const {publicKey, privateKey} = await generateKeyPair('create-wasper-azure');
	try {
		makeFolder(dirname(path));
		await createFile(path, privateKey);
		await createFile(`${path}.pub`, `${publicKey}\n`, 0o644);
	} catch (error) {
		throw new ActionError(
			{
				code: 'ssh.keyNotMade',
				cause: `No SSH key can be created at ${path}: ${fileFailure(error)?.reason ?? String(error)}.`,
				outcome: 'Nothing was overwritten.',
				next: 'Name an existing key, or another path, with --ssh-key PATH.',
			},
			{cause: error},
		);
	}

	return {path, publicKey, kind: 'ed25519'};
}

/** An ed25519 pair in memory: the machine's own host key. */
export async function generateKeyPair(comment: string): Promise<KeyPair> {
	const {default: ssh2} = await import('ssh2');
	for (;;) {
		const pair = ssh2.utils.generateKeyPairSync('ed25519', {comment});
		// ssh2 1.17 drops leading zero bytes of the public key, which no sshd then accepts: one pair in 256.
		if (ed25519Length(pair.public) === 32) {
			return {publicKey: pair.public.trim(), privateKey: pair.private};
		}
	}
}

async function listed(path: string, access: KeyAccess): Promise<{key: LocalKey; changed: number; locked: boolean} | undefined> {
	try {
		const file = await stat(path).catch(async () => stat(`${path}.pub`));
		if (!file.isFile()) {
			return undefined;
		}

		const {publicKey, locked} = await openOrLocked(path, access);
		const key = publicKey === undefined ? undefined : localKey(path, publicKey);
		return key && {key, changed: file.mtimeMs, locked};
	} catch {
		return undefined;
	}
}

/** The public half of the key at `path`, also while a passphrase locks the private one. */
async function openOrLocked(path: string, access: KeyAccess): Promise<{publicKey: string | undefined; locked: boolean}> {
	try {
		return {publicKey: (await openKey(path, access))?.publicKey, locked: false};
	} catch (error) {
		if (error instanceof ActionError && error.explanation.code === 'ssh.keyPassphrase') {
			return {publicKey: publicHalfOf(await readFile(path, 'utf8')), locked: true};
		}

		throw error;
	}
}

function localKey(path: string, publicKey: string): LocalKey | undefined {
	const kind = kindOf(publicKey);
	return kind === undefined ? undefined : {path, publicKey, kind};
}

function refuseKind(path: string, publicKey: string): never {
	throw new ActionError({
		code: 'ssh.keyKind',
		cause: `The SSH key ${path} is of type ${nameOf(publicKey)}, which Azure does not accept for a virtual machine.`,
		outcome: 'Nothing was begun.',
		next: 'Name a key of type ed25519, or RSA with at least 2048 bits, with --ssh-key PATH, or leave the flag out and let the tool make one.',
	});
}
