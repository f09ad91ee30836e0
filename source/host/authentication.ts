import type {BaseAgent} from 'ssh2';
import {ActionError} from '../errors/kinds.ts';
import {agentKeys, oneKeyAgent} from './agent.ts';
import {keyAccess, openKey} from './key-file.ts';

/** How this computer proves to the machine who it is: a key in memory, or an agent that holds it and offers no other. */
export type Authentication = {privateKey: string; passphrase?: string} | {agent: BaseAgent};

/**
 * Reads the private key; where only an agent can use it (passphrase, hardware), names the agent, narrowed to that key.
 * Throws an ActionError when neither can sign.
 */
export async function readAuthentication(path: string, access = keyAccess()): Promise<Authentication> {
	const key = await openKey(path, access);
	if (key?.privateKey !== undefined) {
		return {privateKey: key.privateKey, ...(access.passphrase !== undefined && {passphrase: access.passphrase})};
	}

	if (access.agent === undefined) {
		return refuseMissing(`The SSH key ${path} is not there.`);
	}

	return key ? {agent: await oneKeyAgent(access.agent, key.publicKey)} : {agent: await agentOfOneKey(path, access.agent)};
}

/** Without any file, the agent's only key must be the one; of several it can't be told which. */
async function agentOfOneKey(path: string, socket: string): Promise<BaseAgent> {
	const keys = await agentKeys(socket);
	return keys === undefined || keys.length === 1
		? oneKeyAgent(socket, keys?.[0] ?? '')
		: refuseMissing(`The SSH key ${path} is not there, and the SSH agent holds ${keys.length} keys, so it is unclear which one is meant.`);
}

function refuseMissing(cause: string): never {
	throw new ActionError({
		code: 'ssh.keyMissing',
		cause,
		outcome: 'The machine was not contacted.',
		next: 'Name another key with --ssh-key PATH. For a key in an agent, put its public half beside that path, as PATH.pub.',
	});
}
