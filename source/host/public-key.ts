import {createPublicKey} from 'node:crypto';
import {keyBlob} from './host-key.ts';

const smallestRsa = 2048;
const line = /^(?:ssh|ecdsa|sk)-[\w@.-]+ [\w+/]+=*(?: .*)?$/;

/** The keys in the text of a `.pub` file, one line each; other lines and other formats are left out. */
export function publicKeyLines(text: string): string[] {
	return text
		.split(/\r?\n/)
		.map(part => part.trim())
		.filter(part => line.test(part));
}

/** `ed25519` or `RSA 4096` for a key that Azure takes (RSA of 2048 bits and more); undefined for every other one. */
export function kindOf(publicKey: string): string | undefined {
	const [type] = publicKey.split(/\s+/);
	if (type === 'ssh-ed25519') {
		return ed25519Length(publicKey) === 32 ? 'ed25519' : undefined;
	}

	const bits = type === 'ssh-rsa' ? rsaBits(publicKey) : 0;
	return bits >= smallestRsa ? `RSA ${bits}` : undefined;
}

/** What a key is called that Azure does not take. */
export function nameOf(publicKey: string): string {
	const [type = ''] = publicKey.split(/\s+/);
	return type === 'ssh-rsa' ? `RSA with ${rsaBits(publicKey)} bits` : type;
}

/** Length in bytes of an ed25519 public key; 32 in a whole one. */
export function ed25519Length(publicKey: string): number {
	return fields(keyBlob(publicKey))[1]?.length ?? 0;
}

/**
 * The public half that an OpenSSH private key carries in the clear, also when the rest is locked with a passphrase;
 * undefined for every other format.
 */
export function publicHalfOf(privateKey: string): string | undefined {
	const [, body] = /-----BEGIN OPENSSH PRIVATE KEY-----([\s\S]+?)-----END/.exec(privateKey) ?? [];
	const magic = 'openssh-key-v1\0';
	const content = Buffer.from(body ?? '', 'base64');
	if (content.subarray(0, magic.length).toString('latin1') !== magic) {
		return undefined;
	}

	// Cipher, key derivation, its options; then the number of keys, which is one, and the public key.
	const rest = content.subarray(magic.length);
	const skipped = fields(rest, 3).reduce((sum, field) => sum + 4 + field.length, 0);
	const [blob] = fields(rest.subarray(skipped + 4), 1);
	const [type] = blob ? fields(blob, 1) : [];
	return type && blob ? `${type.toString('latin1')} ${blob.toString('base64')}` : undefined;
}

function rsaBits(publicKey: string): number {
	const [, exponent, modulus] = fields(keyBlob(publicKey));
	if (!exponent || !modulus) {
		return 0;
	}

	const jwk = {kty: 'RSA', e: exponent.toString('base64url'), n: modulus.toString('base64url')};
	return createPublicKey({key: jwk, format: 'jwk'}).asymmetricKeyDetails?.modulusLength ?? 0;
}

/** The first `most` length-prefixed fields of an SSH key blob. */
function fields(blob: Buffer, most = Infinity): Buffer[] {
	const found: Buffer[] = [];
	for (let at = 0; at + 4 <= blob.length && found.length < most;) {
		const end = at + 4 + blob.readUInt32BE(at);
		found.push(blob.subarray(at + 4, end));
		at = end;
	}

	return found;
}
