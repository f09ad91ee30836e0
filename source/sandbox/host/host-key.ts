import ssh2 from 'ssh2';
import * as z from 'zod';

const marker = '#cloud-config';
const instructions = z.object({ssh_keys: z.object({ed25519_private: z.string()}).optional()});

/**
 * The SSH host key (OpenSSH PEM) that a machine is given by its first instructions: `#cloud-config` and JSON, which is valid YAML.
 * Undefined when they give none, or one that sshd could not load: then the machine makes its own.
 */
export function givenHostKey(customData: string): string | undefined {
	if (!customData.startsWith(marker)) {
		return undefined;
	}

	try {
		const key = instructions.parse(JSON.parse(customData.slice(marker.length))).ssh_keys?.ed25519_private;
		return key && isUsable(key) ? key : undefined;
	} catch {
		return undefined;
	}
}

/** A new ed25519 host key (OpenSSH PEM). */
export function newHostKey(): string {
	for (;;) {
		const key = ssh2.utils.generateKeyPairSync('ed25519').private;
		// One in 256 lacks a leading zero byte, and nothing can read it.
		if (isUsable(key)) {
			return key;
		}
	}
}

function isUsable(key: string): boolean {
	return !(ssh2.utils.parseKey(key) instanceof Error);
}
