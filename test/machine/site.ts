import {request} from 'node:https';
import {connect, type TLSSocket} from 'node:tls';
import {connect as connectPlain} from 'node:net';
import {WebSocket} from 'ws';

export interface SiteAnswer {
	status: number;
	headers: Record<string, string | string[] | undefined>;
	body: string;
	issuer: string;
}

/** Asks `https://name path` at `address`; the chain is verified against `ca`, unless `trust` is false. */
export async function ask(
	address: string,
	name: string,
	path: string,
	{
		ca,
		trust = true,
		method = 'GET',
		body = '',
		headers = {},
	}: {ca?: string; trust?: boolean; method?: string; body?: string; headers?: Record<string, string>} = {},
): Promise<SiteAnswer> {
	return new Promise((resolve, reject) => {
		const call = request(
			{
				host: address,
				servername: name,
				headers: {host: name, 'content-type': 'application/json', ...headers},
				path,
				method,
				ca,
				rejectUnauthorized: trust,
				timeout: 10_000,
				agent: false,
			},
			answer => {
				const certificate = (answer.socket as TLSSocket).getPeerCertificate();
				let text = '';
				answer
					.setEncoding('utf8')
					.on('data', (part: string) => {
						text += part;
					})
					.once('end', () =>
						resolve({status: answer.statusCode ?? 0, headers: answer.headers, body: text, issuer: String(certificate.issuer.CN)}),
					);
			},
		);
		call.once('timeout', () => call.destroy(new Error('no answer within ten seconds')));
		call.once('error', reject);
		call.end(body);
	});
}

/** The first frame of a WebSocket at `path`, as its text; the chain is not verified. */
export async function firstFrame(address: string, name: string, path: string): Promise<string> {
	return new Promise((resolve, reject) => {
		const socket = new WebSocket(`wss://${name}${path}`, {
			rejectUnauthorized: false,
			handshakeTimeout: 5000,
			lookup: (_host, _options, found) => found(null, [{address, family: 4}]),
		});
		socket.once('message', data => {
			resolve(data instanceof Buffer ? data.toString() : '');
			socket.terminate();
		});
		socket.once('error', reject);
	});
}

/** Which TLS version a handshake with just that version ends in; nothing when it is refused. */
export async function handshake(address: string, name: string, version: 'TLSv1.1' | 'TLSv1.2' | 'TLSv1.3'): Promise<string | undefined> {
	return new Promise(resolve => {
		const socket = connect(
			{
				host: address,
				port: 443,
				servername: name,
				minVersion: version,
				maxVersion: version,
				rejectUnauthorized: false,
				ciphers: 'DEFAULT@SECLEVEL=0',
			},
			() => {
				resolve(socket.getProtocol() ?? undefined);
				socket.destroy();
			},
		);
		socket.setTimeout(5000, () => socket.destroy(new Error('timeout')));
		socket.once('error', () => resolve(undefined));
	});
}

/** Whether a TCP connection from outside is accepted within a second and a half. */
export async function isOpen(address: string, port: number): Promise<boolean> {
	return new Promise(resolve => {
		const socket = connectPlain({host: address, port, timeout: 1500}, () => {
			resolve(true);
			socket.destroy();
		});
		socket.once('timeout', () => {
			resolve(false);
			socket.destroy();
		});
		socket.once('error', () => resolve(false));
	});
}
