import {once} from 'node:events';
import {createServer, type AddressInfo, type Socket} from 'node:net';
import type {Faults} from '../foundation/faults.ts';

/** A server somewhere on the internet that listens for SSH, and does no more than greet. */
export async function startSshListener({faults}: {faults: Faults}): Promise<{server: string; close(): Promise<void>}> {
	const sockets = new Set<Socket>();
	const server = createServer(socket => {
		sockets.add(socket);
		socket.on('error', () => {});
		socket.on('close', () => sockets.delete(socket));
		// Firewalls that let no SSH out take the connection and drop it.
		if (faults.take('ssh probe')) {
			socket.destroy();
		} else {
			socket.write('SSH-2.0-rehearsal\r\n');
		}
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	return {
		// A TCP server's address is always an AddressInfo.
		server: `127.0.0.1:${(server.address() as AddressInfo).port}`,
		async close() {
			const closed = once(server, 'close');
			server.close();
			for (const socket of sockets) {
				socket.destroy();
			}

			await closed;
		},
	};
}
