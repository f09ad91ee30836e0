import {mkdtemp, rm} from 'node:fs/promises';
import {createServer as createHttp} from 'node:http';
import type {IncomingMessage, ServerResponse} from 'node:http';
import {createServer as createHttps} from 'node:https';
import {once} from 'node:events';
import type {AddressInfo, Server} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import tls from 'node:tls';
import type {ExecutionContext} from 'ava';
import {WebSocketServer} from 'ws';
import {OutsideClient} from '../../source/outside/client.ts';
import {SandboxAuthority} from '../../source/sandbox/foundation/certificates.ts';

export const domain = 'wasper.example.com';
export const ip = '203.0.113.10';

export interface Site {
	/** Names in the certificate. */
	names?: string[];
	/** Whether this process trusts the authority of the certificate. */
	trusted?: boolean;
	https?(request: IncomingMessage, response: ServerResponse): void;
	http?(request: IncomingMessage, response: ServerResponse): void;
	/** First packet that the app sends on a WebSocket; absent refuses the upgrade. */
	packet?: string;
}

/** A site behind HTTP and HTTPS on loopback, and the gateway that reaches it under its public address. */
export async function openSite(t: ExecutionContext, site: Site): Promise<OutsideClient> {
	const folder = await mkdtemp(join(tmpdir(), 'wasper-outside-'));
	const authority = await SandboxAuthority.open(folder);
	await rm(folder, {recursive: true});
	if (site.trusted ?? true) {
		tls.setDefaultCACertificates([...tls.getCACertificates('default'), authority.caCertificate]);
	}

	const refuse = (_: IncomingMessage, response: ServerResponse) => response.writeHead(502).end('bad gateway');
	const https = createHttps(await authority.issue(site.names ?? [domain]), site.https ?? refuse);
	const http = createHttp(site.http ?? refuse);
	if (site.packet !== undefined) {
		const {packet} = site;
		new WebSocketServer({server: https, path: '/api/socket.io/'}).on('connection', socket => socket.send(packet));
	}

	const [secure, plain] = await Promise.all([listen(t, https), listen(t, http)]);
	return new OutsideClient({
		connectTo: new Map([
			[`${ip}:443`, `127.0.0.1:${secure}`],
			[`${ip}:80`, `127.0.0.1:${plain}`],
		]),
	});
}

async function listen(t: ExecutionContext, server: Server & {closeAllConnections(): void}): Promise<number> {
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	t.teardown(() => {
		server.close();
		server.closeAllConnections();
	});
	return (server.address() as AddressInfo).port;
}

export function json(response: ServerResponse, status: number, body: unknown): void {
	response.writeHead(status, {'content-type': 'application/json; charset=utf-8'}).end(JSON.stringify(body));
}
