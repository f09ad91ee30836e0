import {readSmallFile} from '../environment/small-file.ts';
import {ActionError} from '../errors/kinds.ts';
import {fileFailure} from '../errors/file-failure.ts';
import {agentHolds} from './agent.ts';
import {keyBlob} from './host-key.ts';
import {publicHalfOf, publicKeyLines} from './public-key.ts';

const limit = 64 * 1024;

/** What can unlock or use a key besides its file. */
export interface KeyAccess {
	/** Socket of an SSH agent. */
	agent: string | undefined;
	passphrase: string | undefined;
}

/** A key that can sign: in memory, or in an agent. */
export interface UsableKey {
	/** One line, `ssh-ed25519 AAAA… comment`. */
	publicKey: string;
	/** Content of the private key's file; absent when the agent signs. */
	privateKey?: string;
}

/** The agent and the passphrase that this process was given. */
export function keyAccess(): KeyAccess {
	return {agent: process.env['SSH_AUTH_SOCK'] || undefined, passphrase: process.env['WASPER_SSH_KEY_PASSPHRASE'] || undefined};
}

/**
 * The key at `path`, after it has signed something or an agent has said that it holds it; undefined when neither `path` nor
 * `path.pub` exists. Throws an ActionError when it can't be used.
 */
export async function openKey(path: string, access = keyAccess()): Promise<UsableKey | undefined> {
	const [privateKey, publicText] = await Promise.all([readIfThere(path), readIfThere(`${path}.pub`)]);
	const [beside] = publicKeyLines(publicText ?? '');
	if (privateKey === undefined) {
		return publicText === undefined ? undefined : publicHalfOnly(path, beside, access);
	}

	const {default: ssh2} = await import('ssh2');
	const parsed = ssh2.utils.parseKey(privateKey, access.passphrase);
	const key = Array.isArray(parsed) ? parsed[0] : parsed;
	if (key instanceof Error || !key) {
		return isLocked(privateKey, key)
			? locked(path, publicHalfOf(privateKey) ?? beside, access)
			: refuse(
					'ssh.keyUnreadable',
					`The SSH key ${path} is in a format that can't be read.`,
					`Convert it to the OpenSSH format with ssh-keygen -p -f '${path}', name another key of type ed25519 or RSA with --ssh-key PATH, or leave the flag out and let the tool make one.`,
				);
	}

	if (!key.isPrivateKey()) {
		return refuse('ssh.keyPublic', `${path} is not a private key.`, 'Name the private key with --ssh-key PATH: the file without .pub.');
	}

	const blob = key.getPublicSSH();
	if (beside && !keyBlob(beside).equals(blob)) {
		return refuse(
			'ssh.keyMismatch',
			`${path}.pub is not the public half of ${path}.`,
			`Write the right one with ssh-keygen -y -f '${path}' > '${path}.pub', or name another key with --ssh-key PATH.`,
		);
	}

	const proof = Buffer.from('create-wasper-azure');
	if (!key.verify(proof, key.sign(proof))) {
		return refuse(
			'ssh.keyUnreadable',
			`The SSH key ${path} is damaged: what it signs is not valid.`,
			'Name another key with --ssh-key PATH.',
		);
	}

	return {publicKey: beside ?? `${key.type} ${blob.toString('base64')} ${key.comment}`.trim(), privateKey};
}

async function publicHalfOnly(path: string, publicKey: string | undefined, {agent}: KeyAccess): Promise<UsableKey> {
	if (publicKey && (await agentHolds(agent, publicKey))) {
		return {publicKey};
	}

	return refuse(
		'ssh.keyMissing',
		`Only the public half of the SSH key ${path} is here, and no SSH agent at SSH_AUTH_SOCK holds the private one.`,
		'Load the private key into an agent with ssh-add, or name another key with --ssh-key PATH.',
	);
}

async function locked(path: string, publicKey: string | undefined, {agent, passphrase}: KeyAccess): Promise<UsableKey> {
	if (publicKey && (await agentHolds(agent, publicKey))) {
		return {publicKey};
	}

	const why = passphrase
		? 'the one in WASPER_SSH_KEY_PASSPHRASE does not unlock it'
		: agent
			? 'the SSH agent at SSH_AUTH_SOCK does not hold it'
			: 'no SSH agent runs here that could unlock it';
	return refuse(
		'ssh.keyPassphrase',
		`The SSH key ${path} is locked with a passphrase, and ${why}.`,
		`Set WASPER_SSH_KEY_PASSPHRASE, or give the key to an agent: ${agent ? '' : 'eval "$(ssh-agent)" && '}ssh-add '${path}'. Then run the same command again.`,
	);
}

/** ssh2 tells a wrong passphrase as a failed integrity check or as damaged content. */
function isLocked(privateKey: string, error: Error | undefined): boolean {
	return /passphrase|encrypted/i.test(error?.message ?? '') || isEncrypted(privateKey);
}

function isEncrypted(privateKey: string): boolean {
	const [, body] = /-----BEGIN OPENSSH PRIVATE KEY-----([\s\S]+?)-----END/.exec(privateKey) ?? [];
	const cipher = Buffer.from(body ?? '', 'base64')
		.subarray(19, 23)
		.toString('latin1');
	return /^Proc-Type: 4,ENCRYPTED/m.test(privateKey) || (body !== undefined && cipher !== 'none');
}

async function readIfThere(path: string): Promise<string | undefined> {
	try {
		return await readSmallFile(path, limit);
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === 'ENOENT'
			? undefined
			: refuse(
					'ssh.keyMissing',
					`The SSH key ${path} can't be read: ${fileFailure(error)?.reason ?? String(error)}.`,
					'Name another key with --ssh-key PATH, or load it into an agent with ssh-add.',
				);
	}
}

function refuse(code: string, cause: string, next: string): never {
	throw new ActionError({code, cause, outcome: 'The machine was not contacted.', next});
}
