import {once} from 'node:events';
import {createServer} from 'node:net';
import ssh2 from 'ssh2';
import type {ExecutionContext} from 'ava';

/** An SSH agent on a socket of its own that holds one key. */
export async function startAgent(t: ExecutionContext, socketPath: string, privateKey: string): Promise<void> {
	const key = ssh2.utils.parseKey(privateKey);
	if (key instanceof Error) {
		throw key;
	}

	const server = createServer(socket => {
		const agent = new ssh2.AgentProtocol(false);
		agent.on('identities', request => agent.getIdentitiesReply(request, [key]));
		agent.on('sign', (request, _, data) => agent.signReply(request, key.sign(data)));
		socket.on('error', () => {});
		socket.pipe(agent).pipe(socket);
	});
	server.listen(socketPath);
	await once(server, 'listening');
	t.teardown(() => server.close());
}
