import ssh2 from 'ssh2';
import * as z from 'zod';

const marker = '#cloud-config';
const cloudConfig = z.object({ssh_keys: z.object({ed25519_private: z.string()}).optional()});

/**
 * The SSH host key (OpenSSH PEM) in a machine's cloud-init data: `#cloud-config` and JSON, which is valid YAML.
 * Undefined when there is none, or one that sshd could not load: then the machine generates its own.
 */
export function givenHostKey(customData: string): string | undefined {
	if (!customData.startsWith(marker)) {
		return undefined;
	}

	try {
		const key = cloudConfig.parse(JSON.parse(customData.slice(marker.length))).ssh_keys?.ed25519_private;
		return key && isUsable(key) ? key : undefined;
	} catch {
		return undefined;
	}
}

/** A new ed25519 host key (OpenSSH PEM). */
export function newHostKey(): string {
	for (;;) {
		const key = ssh2.utils.generateKeyPairSync('ed25519').private;
		// One in 256 lacks a leading zero byte, and can't be read.
		if (isUsable(key)) {
			return key;
		}
	}
}

function isUsable(key: string): boolean {
	return !(ssh2.utils.parseKey(key) instanceof Error);
}
