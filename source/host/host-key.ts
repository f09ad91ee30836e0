import {createHash} from 'node:crypto';
import type {ServerHostKeyAlgorithm} from 'ssh2';
import {ActionError} from '../errors/kinds.ts';

/** The raw key inside a public key line, `ssh-ed25519 AAAA… comment`. */
export function keyBlob(publicKey: string): Buffer {
	return Buffer.from(publicKey.trim().split(/\s+/)[1] ?? '', 'base64');
}

/** Fingerprint as ssh-keygen prints it, `SHA256:…`. */
export function fingerprint(key: string | Buffer): string {
	const blob = typeof key === 'string' ? keyBlob(key) : key;
	return `SHA256:${createHash('sha256').update(blob).digest('base64').replace(/=+$/, '')}`;
}

/** Names of the algorithms with which a host proves that it holds a key of this type. */
export function hostKeyAlgorithms(publicKey: string): ServerHostKeyAlgorithm[] {
	return publicKey.startsWith('ssh-rsa ') ? ['rsa-sha2-512', 'rsa-sha2-256'] : ['ssh-ed25519'];
}

/** The machine at `address` presented another key than the one it was created with; nothing was sent to it. */
export function wrongHostKey(address: string, expected: string, shown: Buffer): ActionError {
	return new ActionError({
		code: 'ssh.hostKey',
		cause: `The machine at ${address} presents a different SSH host key from the one it was created with.`,
		outcome: 'The connection was closed before anything was sent; nothing on the machine was changed.',
		next: "If somebody rebuilt the machine or changed its keys, compare the fingerprint there (ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub) and put its key into the machine's tag wasper-host-key; for a machine given by --host, confirm it with --host-key. If nobody did, the connection may be intercepted: do not continue from this network.",
		evidence: [`expected  ${fingerprint(expected)}`, `presented ${fingerprint(shown)}`],
	});
}
