import {once} from 'node:events';
import {createServer, type Server} from 'node:https';
import type {IncomingMessage, ServerResponse} from 'node:http';
import type {AddressInfo} from 'node:net';
import {setTimeout as wait} from 'node:timers/promises';
import type {Fault, Faults} from './faults.ts';
import type {IssuedCertificate} from './certificates.ts';

const bodyLimit = 4 * 1024 * 1024;

/** A request as the handlers of the stand-ins see it. */
export interface Request {
	method: string;
	url: URL;
	/** Path as sent: encoded, without the query. */
	path: string;
	/** Lower-case names; repeated headers joined by a comma. */
	headers: Record<string, string>;
	/** Body as text; '' when there is none. */
	body: string;
	/** A fault that the handler must bring about itself: the failure of a long-running operation, the end of a sign-in. */
	fault?: Fault;
	/** Aborts when the server closes. */
	signal: AbortSignal;
}

/** An answer: an object or array goes out as JSON, a string as it is. */
export interface Answer {
	status: number;
	headers?: Record<string, string>;
	body?: unknown;
}

export interface LoggedRequest {
	method: string;
	/** Path with its query, as sent. */
	path: string;
	status: number;
	/** Body as text, only where the server keeps bodies. */
	body?: string;
}

export interface HttpsOptions {
	certificate: IssuedCertificate;
	handle(request: Request): Promise<Answer> | Answer;
	/** With `operation`: faults whose pattern names it befall the request. */
	faults?: Faults;
	operation?(request: Request): string;
	/** What is done to every answer before it goes out, those of faults included: headers that a gateway adds. */
	dress?(answer: Answer, request: Request): Answer;
	/** Port to listen on if it is free, so that an address that somebody kept stays true; any free one otherwise. */
	port?: number | undefined;
	/** Whether the log keeps request bodies. Only tests should want that: bodies hold secrets. */
	keepBodies?: boolean;
}

export interface HttpsServer {
	/** `https://127.0.0.1:PORT` */
	url: string;
	/** Every answered request, oldest first. A dropped connection has status 0. */
	log: LoggedRequest[];
	close(): Promise<void>;
}

/** Starts an HTTPS server on a loopback port. */
export async function startHttps(options: HttpsOptions): Promise<HttpsServer> {
	const closing = new AbortController();
	const log: LoggedRequest[] = [];
	const server = createServer({...options.certificate, requestTimeout: 60_000, headersTimeout: 30_000}, (incoming, outgoing) => {
		void serve(options, incoming, outgoing, log, closing.signal);
	});
	const port = await listen(server, options.port);
	return {
		url: `https://127.0.0.1:${port}`,
		log,
		async close() {
			closing.abort();
			const closed = new Promise<void>(resolve => server.close(() => resolve()));
			server.closeAllConnections();
			await closed;
		},
	};
}

async function listen(server: Server, preferred = 0): Promise<number> {
	try {
		server.listen(preferred, '127.0.0.1');
		await once(server, 'listening');
	} catch (error) {
		if (preferred === 0 || (error as NodeJS.ErrnoException).code !== 'EADDRINUSE') {
			throw error;
		}

		return listen(server);
	}

	// A TCP server's address is always an AddressInfo.
	return (server.address() as AddressInfo).port;
}

async function serve(
	options: HttpsOptions,
	incoming: IncomingMessage,
	outgoing: ServerResponse,
	log: LoggedRequest[],
	signal: AbortSignal,
): Promise<void> {
	const entry: LoggedRequest = {method: incoming.method ?? 'GET', path: incoming.url ?? '/', status: 0};
	let answer: Answer | 'drop';
	try {
		const body = await readBody(incoming);
		if (options.keepBodies) {
			entry.body = body;
		}

		const url = new URL(entry.path, 'https://127.0.0.1');
		const headers = Object.fromEntries(Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]));
		const [path = '/'] = entry.path.split('?');
		const request: Request = {method: entry.method, url, path, headers, body, signal};
		const given = await handle(options, request);
		answer = given === 'drop' ? given : (options.dress?.(given, request) ?? given);
	} catch (error) {
		answer = error instanceof BodyTooLarge ? {status: 413} : {status: 500, body: String(error)};
	}

	if (answer === 'drop' || signal.aborted) {
		log.push(entry);
		incoming.socket.destroy();
		return;
	}

	entry.status = answer.status;
	log.push(entry);
	send(outgoing, answer, entry.method);
}

async function handle(options: HttpsOptions, request: Request): Promise<Answer | 'drop'> {
	const fault = options.operation && options.faults?.take(options.operation(request));
	if (fault?.delay) {
		await wait(fault.delay, undefined, {signal: request.signal}).catch(() => {});
	}

	if (fault?.drop || fault?.refuse || request.signal.aborted) {
		return 'drop';
	}

	if (fault?.throttle) {
		const {retryAfter} = fault.throttle;
		return {
			status: 429,
			headers: retryAfter ? {'retry-after': String(retryAfter)} : {},
			body: {error: {code: 'TooManyRequests', message: 'The request was throttled: too many requests in a short time.'}},
		};
	}

	if (fault?.answer) {
		const {status, headers, body} = fault.answer;
		return {status, body, ...(headers && {headers})};
	}

	const answer = await options.handle(fault?.failure || fault?.signIn ? {...request, fault} : request);
	return fault?.lost ? 'drop' : answer;
}

function send(outgoing: ServerResponse, {status, headers = {}, body}: Answer, method: string): void {
	outgoing.statusCode = status;
	if (body === undefined || method === 'HEAD') {
		outgoing.setHeaders(new Map(Object.entries(headers)));
		outgoing.end();
		return;
	}

	const text = typeof body === 'string' ? body : JSON.stringify(body);
	const type = typeof body === 'string' ? 'text/plain; charset=utf-8' : 'application/json; charset=utf-8';
	outgoing.setHeaders(new Map([['content-type', type], ...Object.entries(headers)]));
	outgoing.end(text);
}

class BodyTooLarge extends Error {}

async function readBody(incoming: IncomingMessage): Promise<string> {
	const chunks: Buffer[] = [];
	let size = 0;
	for await (const chunk of incoming as AsyncIterable<Buffer>) {
		size += chunk.length;
		if (size > bodyLimit) {
			throw new BodyTooLarge();
		}

		chunks.push(chunk);
	}

	return Buffer.concat(chunks).toString('utf8');
}
