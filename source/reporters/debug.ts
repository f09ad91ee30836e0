import {subscribe} from 'node:diagnostics_channel';
import {commandChannel, errorChannel, type CommandMessage} from '../errors/debug-channels.ts';
import type {UnstampedEvent} from '../runner/events.ts';

type Emit = (event: UnstampedEvent) => void;

/** What is read of a request and a response of node:http. */
interface ClientRequest {
	method: string;
	protocol: string;
	host: string;
	path: string;
	getHeader(name: string): string | number | undefined;
}

interface ClientResponse {
	statusCode?: number;
	headers: Readonly<Record<string, unknown>>;
}

/** What Node's own fetch says of a request. */
interface FetchRequest {
	method: string;
	origin: string;
	path: string;
}

/** Headers by which the other side finds a request again. */
const requestIds = ['x-ms-request-id', 'cf-ray'];

/**
 * Reports what `--debug` adds to the log: every HTTP request of this process, by whichever library, every command on the
 * machine, and errors as they were thrown. Queries, headers and bodies are left out: they may hold secrets.
 */
export function watchDebug(emit: Emit): void {
	watchClient(emit);
	watchFetch(emit);
	subscribe(commandChannel.name, message => emit({type: 'debug.command', ...(message as CommandMessage)}));
	const seen = new WeakSet<Error>();
	subscribe(errorChannel.name, message => {
		if (message instanceof Error && !seen.has(message)) {
			seen.add(message);
			emit({type: 'debug.error', stack: describeStack(message)});
		}
	});
}

/** Requests through node:http and node:https, as Azure's SDKs make them. */
function watchClient(emit: Emit): void {
	const begun = new WeakMap<ClientRequest, number>();
	const describe = (request: ClientRequest) => ({
		type: 'debug.request' as const,
		method: request.method,
		url: withoutQuery(`${request.protocol}//${request.getHeader('host') ?? request.host}${request.path}`),
		seconds: secondsSince(begun.get(request)),
	});
	subscribe('http.client.request.start', message => {
		begun.set((message as {request: ClientRequest}).request, performance.now());
	});
	subscribe('http.client.response.finish', message => {
		const {request, response} = message as {request: ClientRequest; response: ClientResponse};
		const requestId = requestIds.map(name => response.headers[name]).find(value => typeof value === 'string');
		emit({...describe(request), status: response.statusCode ?? 0, ...(requestId !== undefined && {requestId})});
	});
	subscribe('http.client.request.error', message => {
		const {request, error} = message as {request: ClientRequest; error: Error};
		emit({...describe(request), failure: error.message});
	});
}

/** Requests through fetch. */
function watchFetch(emit: Emit): void {
	const begun = new WeakMap<FetchRequest, number>();
	const describe = (request: FetchRequest) => ({
		type: 'debug.request' as const,
		method: request.method,
		url: withoutQuery(`${request.origin}${request.path}`),
		seconds: secondsSince(begun.get(request)),
	});
	subscribe('undici:request:create', message => {
		begun.set((message as {request: FetchRequest}).request, performance.now());
	});
	subscribe('undici:request:headers', message => {
		const {request, response} = message as {request: FetchRequest; response: {statusCode: number; headers: readonly Buffer[]}};
		const headers = response.headers.map(part => part.toString().toLowerCase());
		const requestId = requestIds
			.map(name => response.headers[headers.indexOf(name) + 1])
			.find((_, at) => headers.includes(requestIds[at]!));
		emit({...describe(request), status: response.statusCode, ...(requestId !== undefined && {requestId: requestId.toString()})});
	});
	subscribe('undici:request:error', message => {
		const {request, error} = message as {request: FetchRequest; error: Error};
		emit({...describe(request), failure: error.message});
	});
}

function withoutQuery(url: string): string {
	return url.split('?')[0]!;
}

function secondsSince(begun = performance.now()): number {
	return (performance.now() - begun) / 1000;
}

/** The stack, and those of what it was caused by. */
function describeStack(error: Error): string {
	const stack = error.stack ?? String(error);
	return error.cause instanceof Error ? `${stack}\ncaused by: ${describeStack(error.cause)}` : stack;
}
