import {createServer, request} from 'node:http';
import {once} from 'node:events';

/** A forwarding HTTP proxy on `address`, port 3142: the machine's only way to Debian's packages. */
export async function startPackageProxy(address: string): Promise<{close(): Promise<void>}> {
	const server = createServer((incoming, outgoing) => {
		const target = URL.parse(incoming.url ?? '');
		if (target?.protocol !== 'http:') {
			outgoing.writeHead(400).end();
			return;
		}

		const upstream = request(target, {method: incoming.method, headers: incoming.headers, timeout: 60_000}, answer => {
			outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
			answer.pipe(outgoing);
		});
		upstream.on('timeout', () => upstream.destroy(new Error('timed out')));
		upstream.on('error', () => (outgoing.headersSent ? outgoing.destroy() : outgoing.writeHead(502).end()));
		incoming.pipe(upstream);
	});
	server.listen(3142, address);
	await once(server, 'listening');
	return {
		async close() {
			server.close();
			server.closeAllConnections();
		},
	};
}
