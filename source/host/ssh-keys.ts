import {createPublicKey} from 'node:crypto';
import {readdir, readFile, stat, writeFile} from 'node:fs/promises';
import {homedir} from 'node:os';
import {basename, dirname, join} from 'node:path';
import {makeFolder} from '../environment/make-folder.ts';
import {ActionError} from '../errors/kinds.ts';
import {keyBlob} from './host-key.ts';

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

const smallestRsa = 2048;

/** Pairs in `folder` that Azure takes (ed25519, RSA of 2048 bits and more), newest first. A missing folder has none. */
export async function listSshKeys(folder = join(homedir(), '.ssh')): Promise<LocalKey[]> {
	const names = await readdir(folder).catch(() => []);
	const found = await Promise.all(
		names.filter(name => name.endsWith('.pub')).map(async name => readPair(join(folder, name.slice(0, -'.pub'.length)))),
	);
	return found
		.filter(pair => pair !== undefined)
		.sort((one, other) => other.changed - one.changed)
		.map(pair => pair.key);
}

/** Makes an ed25519 pair at `path` (private key 0600) unless one is there; returns it. */
export async function createSshKey(path: string): Promise<LocalKey> {
	const existing = await readPair(path);
	if (existing) {
		return existing.key;
	}

	const {publicKey, privateKey} = await generateKeyPair('create-wasper-azure');
	try {
		makeFolder(dirname(path));
		await writeFile(path, privateKey, {mode: 0o600, flag: 'wx'});
		await writeFile(`${path}.pub`, `${publicKey}\n`, {mode: 0o644});
	} catch (error) {
		throw new ActionError(
			{
				code: 'ssh.keyNotMade',
				cause: `No SSH key can be created at ${path}: ${error instanceof Error ? error.message : String(error)}`,
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

async function readPair(path: string): Promise<{key: LocalKey; changed: number} | undefined> {
	try {
		const [text, file] = await Promise.all([readFile(`${path}.pub`, 'utf8'), stat(path)]);
		const publicKey = text.trim();
		const kind = kindOf(publicKey);
		return kind && basename(path) ? {key: {path, publicKey, kind}, changed: file.mtimeMs} : undefined;
	} catch {
		return undefined;
	}
}

function kindOf(publicKey: string): string | undefined {
	const [type] = publicKey.split(/\s+/);
	if (type === 'ssh-ed25519') {
		return ed25519Length(publicKey) === 32 ? 'ed25519' : undefined;
	}

	if (type !== 'ssh-rsa') {
		return undefined;
	}

	const [, exponent, modulus] = fields(keyBlob(publicKey));
	const jwk = {kty: 'RSA', e: exponent!.toString('base64url'), n: modulus!.toString('base64url')};
	const bits = createPublicKey({key: jwk, format: 'jwk'}).asymmetricKeyDetails?.modulusLength ?? 0;
	return bits >= smallestRsa ? `RSA ${bits}` : undefined;
}

function ed25519Length(publicKey: string): number {
	return fields(keyBlob(publicKey))[1]?.length ?? 0;
}

/** The length-prefixed fields of an SSH key blob. */
function fields(blob: Buffer): Buffer[] {
	const found: Buffer[] = [];
	for (let at = 0; at + 4 <= blob.length;) {
		const end = at + 4 + blob.readUInt32BE(at);
		found.push(blob.subarray(at + 4, end));
		at = end;
	}

	return found;
}
