import {connect as connectSocket} from 'node:net';
import {sshFailure, sshGaveUp} from './failures.ts';
import type {HostTarget} from './gateway.ts';
import type {HostTiming} from './timing.ts';

/** The host key that a machine presents: the handshake is ended before authentication. Throws an OperatorError. */
export async function shownHostKey(
	{address, port}: Pick<HostTarget, 'address' | 'port'>,
	place: {host: string; port: number},
	{attempt}: HostTiming,
	signal: AbortSignal,
): Promise<string> {
	const {default: ssh2} = await import('ssh2');
	signal.throwIfAborted();
	const began = performance.now();
	const client = new ssh2.Client();
	const socket = connectSocket({...place, signal, noDelay: true});
	try {
		return await new Promise<string>((resolve, reject) => {
			client.on('error', reject);
			socket.on('error', reject);
			client.connect({
				sock: socket,
				username: 'nobody',
				algorithms: {serverHostKey: ['ssh-ed25519', 'rsa-sha2-512', 'rsa-sha2-256']},
				hostVerifier(key: Buffer) {
					resolve(publicKeyLine(key));
					return false;
				},
				readyTimeout: attempt,
			});
		});
	} catch (error) {
		signal.throwIfAborted();
		throw sshGaveUp(`${address}:${port}`, sshFailure(error), Math.round((performance.now() - began) / 1000), true);
	} finally {
		client.destroy();
		socket.destroy();
	}
}

/** `ssh-ed25519 AAAA…`: the blob begins with the name of the key's type. */
function publicKeyLine(key: Buffer): string {
	const length = key.readUInt32BE(0);
	return `${key.subarray(4, 4 + length).toString()} ${key.toString('base64')}`;
}
