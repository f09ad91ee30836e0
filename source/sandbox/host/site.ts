import {randomBytes} from 'node:crypto';
import http, {type IncomingMessage, type ServerResponse} from 'node:http';
import https from 'node:https';
import type {Duplex} from 'node:stream';
import {setTimeout as wait} from 'node:timers/promises';
import {WebSocketServer} from 'ws';
import type {Host} from './host.ts';
import {answerPlain, answerSite} from './site-answers.ts';

export interface Site {
	/** Serves connections to port 80, passed in by emitting `connection`. */
	plain: http.Server;
	/** Serves connections to port 443. */
	secure: https.Server;
}

/** The machine's web server: nginx with the application behind it, its WebSocket included. */
export function createSite(host: Host): Site {
	const plain = http.createServer((request, response) => {
		const {status, location, body} = answerPlain(host, request.headers.host ?? '', request.url ?? '/');
		response.writeHead(status, {'content-type': 'text/html', ...(location && {location})}).end(body);
	});

	const secure = https.createServer(securityContext(host), (request, response) => void serve(host, request, response));
	const webSockets = new WebSocketServer({noServer: true, maxPayload: 64 * 1024});
	webSockets.on('connection', socket => {
		socket.on('error', () => {});
		socket.send(
			`0${JSON.stringify({sid: randomBytes(15).toString('base64url'), upgrades: [], pingInterval: 25_000, pingTimeout: 20_000, maxPayload: 1_000_000})}`,
		);
		socket.on('message', data => {
			// A socket.io client joins with 40; nobody is signed in here.
			if (Buffer.isBuffer(data) && data.toString('utf8').startsWith('40')) {
				socket.send('44{"message":"Authentication error"}');
			}
		});
	});
	secure.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
		const {pathname, searchParams} = new URL(request.url ?? '/', 'https://localhost');
		const isSocketIo =
			pathname.replace(/\/$/, '') === '/api/socket.io' && searchParams.get('EIO') === '4' && searchParams.get('transport') === 'websocket';
		if (isSocketIo && host.healthy) {
			webSockets.handleUpgrade(request, socket, head, webSocket => webSockets.emit('connection', webSocket, request));
		} else {
			socket.end(`HTTP/1.1 ${isSocketIo ? '502 Bad Gateway' : '400 Bad Request'}\r\nConnection: close\r\n\r\n`);
		}
	});
	return {plain, secure};
}

/** The certificate of the next TLS handshake. */
export function securityContext(host: Host): {key: string; cert: string} {
	const {key, chain} = host.certificate;
	return {key, cert: chain};
}

async function serve(host: Host, request: IncomingMessage, response: ServerResponse): Promise<void> {
	request.resume();
	const {pathname} = new URL(request.url ?? '/', 'https://localhost');
	const method = request.method ?? 'GET';
	const fault = host.faults.take(`site ${method} ${pathname}`);
	await wait(fault?.delay ?? 0, undefined, {signal: host.signal}).catch(() => {});
	if (fault?.drop || fault?.refuse) {
		request.destroy();
		return;
	}

	if (fault?.answer) {
		const {status, headers = {}, body} = fault.answer;
		response.writeHead(status, headers).end(typeof body === 'string' ? body : JSON.stringify(body));
		return;
	}

	const {status, type, body} = answerSite(host, method, pathname);
	response.writeHead(status, {'content-type': type, 'strict-transport-security': 'max-age=31536000'}).end(body);
}
