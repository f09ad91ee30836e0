import type {BaseAgent, ParsedKey} from 'ssh2';
import {keyBlob} from './host-key.ts';

const patience = 5_000;

/** The public keys that the agent at `socket` holds, one line each; undefined when it does not answer. */
export async function agentKeys(socket: string | undefined): Promise<string[] | undefined> {
	if (!socket) {
		return undefined;
	}

	const {default: ssh2} = await import('ssh2');
	const {promise, resolve} = Promise.withResolvers<string[] | undefined>();
	const timer = setTimeout(() => resolve(undefined), patience);
	new ssh2.OpenSSHAgent(socket).getIdentities((error, keys) =>
		resolve(error ? undefined : keys?.filter(isParsed).map(key => `${key.type} ${key.getPublicSSH().toString('base64')}`)),
	);
	return promise.finally(() => clearTimeout(timer));
}

/** Whether the agent at `socket` holds the private half of `publicKey`. An agent that does not answer holds nothing. */
export async function agentHolds(socket: string | undefined, publicKey: string): Promise<boolean> {
	const wanted = keyBlob(publicKey);
	return (await agentKeys(socket))?.some(key => keyBlob(key).equals(wanted)) ?? false;
}

/**
 * The agent at `socket` as if it held one key only. A machine counts every key that is offered as a try and hangs up after
 * six, and fail2ban would ban a computer that offers more.
 */
export async function oneKeyAgent(socket: string, publicKey: string): Promise<BaseAgent> {
	const {default: ssh2} = await import('ssh2');
	const wanted = keyBlob(publicKey);
	class OneKeyAgent extends ssh2.OpenSSHAgent {
		override getIdentities(done: Parameters<InstanceType<typeof ssh2.OpenSSHAgent>['getIdentities']>[0]): void {
			super.getIdentities((error, keys) =>
				error ? done(error) : done(undefined, keys?.filter(isParsed).filter(key => key.getPublicSSH().equals(wanted)) ?? []),
			);
		}
	}
	return new OneKeyAgent(socket);
}

function isParsed(key: object): key is ParsedKey {
	return 'getPublicSSH' in key;
}
