import {readFile} from 'node:fs/promises';
import {ActionError} from '../errors/kinds.ts';

/** How this computer proves to the machine who it is: a key in memory, or an agent that holds it. */
export type Authentication = {privateKey: string} | {agent: string};

/**
 * Reads the private key; where only an agent can use it (passphrase, hardware), names the agent.
 * Throws an ActionError when there is neither a usable key nor an agent.
 */
export async function readAuthentication(path: string, agent = process.env['SSH_AUTH_SOCK']): Promise<Authentication> {
	const {default: ssh2} = await import('ssh2');
	let content: string;
	try {
		content = await readFile(path, 'utf8');
	} catch (error) {
		return agent
			? {agent}
			: refuse(
					'ssh.keyMissing',
					`The SSH key ${path} can't be read (${errorCode(error)}).`,
					'Name another key with --ssh-key PATH, or load it into an agent with ssh-add.',
				);
	}

	const key = ssh2.utils.parseKey(content);
	if (!(key instanceof Error)) {
		const single = Array.isArray(key) ? key[0] : key;
		return single?.isPrivateKey()
			? {privateKey: content}
			: refuse('ssh.keyPublic', `${path} is not a private key.`, 'Name the private key with --ssh-key PATH: the file without .pub.');
	}

	if (!/passphrase|encrypted/i.test(key.message)) {
		return refuse(
			'ssh.keyUnreadable',
			`The SSH key ${path} is in a format that can't be read.`,
			'Name an OpenSSH key of type ed25519 or RSA with --ssh-key PATH, or leave the flag out and let the tool make one.',
		);
	}

	return agent
		? {agent}
		: refuse(
				'ssh.keyPassphrase',
				`The SSH key ${path} is locked with a passphrase, and no SSH agent runs here that could unlock it.`,
				`Start an agent and give it the key: eval "$(ssh-agent)" && ssh-add '${path}'. Then run the same command again.`,
			);
}

function refuse(code: string, cause: string, next: string): never {
	throw new ActionError({code, cause, outcome: 'The machine was not contacted.', next});
}

function errorCode(error: unknown): string {
	return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}
