import {once} from 'node:events';
import {createServer, type IncomingMessage, type ServerResponse} from 'node:http';
import type {AddressInfo} from 'node:net';
import type {ExecutionContext} from 'ava';
import {CloudflareClient} from '../../source/cloudflare/client.ts';
import {Secret} from '../../source/deployment/secret.ts';

export interface Seen {
	method: string;
	path: string;
	headers: IncomingMessage['headers'];
	body: string;
}

export const token = 'a-token-of-forty-characters-0123456789ab';

/** Cloudflare's wire with answers that a test writes itself. `reply` gets every request in turn. */
export async function scriptedCloudflare(t: ExecutionContext, reply: (seen: Seen, response: ServerResponse, count: number) => void) {
	const seen: Seen[] = [];
	const server = createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			const entry = {method: request.method!, path: request.url!, headers: request.headers, body: Buffer.concat(chunks).toString()};
			seen.push(entry);
			reply(entry, response, seen.length);
		});
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	t.teardown(() => {
		server.close();
		server.closeAllConnections();
	});
	const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/client/v4`;
	return {seen, url, client: new CloudflareClient({cloudflare: url}, new Secret(token))};
}

export function send(response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): void {
	response
		.writeHead(status, {'content-type': 'application/json', 'cf-ray': '8f00ba4', ...headers})
		.end(typeof body === 'string' ? body : JSON.stringify(body));
}

export function refusal(...errors: unknown[]) {
	return {success: false, errors, messages: [], result: null};
}

export function ok(result: unknown, more: object = {}) {
	return {success: true, errors: [], messages: [], result, ...more};
}
