import base from '../../assets/cloud-init.json' with {type: 'json'};
import type {HostKey} from './deployment.ts';

/**
 * The first instructions of a new machine, as `#cloud-config` with a JSON body.
 * The machine shows our host key and takes keys only. What takes time is a head start on the base packages: it comes last, when
 * SSH answers already, and the base unit waits for it.
 * The administrator and their key come from Azure itself.
 */
export function cloudInit(hostKey: HostKey): string {
	if (!hostKey.privateKey) {
		throw new Error('a new machine needs a whole host key, and only its public half is here');
	}

	const instructions = {
		...base,
		ssh_keys: {ed25519_private: hostKey.privateKey, ed25519_public: hostKey.publicKey},
	};
	// Read there as YAML, which takes JSON but no tabs.
	return `#cloud-config\n${JSON.stringify(instructions, undefined, 2)}\n`;
}
