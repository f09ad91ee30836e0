import {setTimeout as wait} from 'node:timers/promises';
import dns2 from 'dns2';
import type {Account} from '../cloudflare/rehearsal.ts';
import type {Faults} from '../foundation/faults.ts';
import {answer, type ZoneData} from './answer.ts';
import {toWire, typeName} from './wire.ts';

const {Packet} = dns2;
const responseCodes = {NOERROR: 0, SERVFAIL: 2, NXDOMAIN: 3, REFUSED: 5};
const bindAttempts = 10;

export interface DnsOptions {
	account: Account;
	faults: Faults;
	/** Milliseconds until this server has heard of a change. */
	spread: number;
}

export interface DnsServer {
	/** `127.0.0.1:PORT`, UDP and TCP. */
	server: string;
	/** Tells the server that records changed; it answers accordingly after `spread`. */
	recordsChanged(): void;
	close(): Promise<void>;
}

/** Starts a DNS server that answers for Cloudflare's zones, as both their name server and a public resolver. */
export async function startDns({account, faults, spread}: DnsOptions): Promise<DnsServer> {
	const closing = new AbortController();
	const read = (): ZoneData => ({zones: account.zones.values(), records: account.records.values()});
	let data = read();
	const timers = new Set<NodeJS.Timeout>();

	const handle: dns2.DnsHandler = (request, send) => {
		void reply(request, faults, () => data, closing.signal)
			.then(async packet => packet && send(packet))
			.catch(() => {});
	};
	const {servers, port} = await listen(handle);

	return {
		server: `127.0.0.1:${port}`,
		recordsChanged() {
			const seen = read();
			if (spread === 0) {
				data = seen;
				return;
			}

			const timer = setTimeout(() => {
				timers.delete(timer);
				data = seen;
			}, spread);
			timers.add(timer);
		},
		async close() {
			if (closing.signal.aborted) {
				return;
			}

			closing.abort();
			for (const timer of timers) {
				clearTimeout(timer);
			}

			await servers.close();
		},
	};
}

/** UDP and TCP on one free port: the system picks it for UDP, and TCP may find it taken. */
async function listen(handle: dns2.DnsHandler, attempts = bindAttempts): Promise<{servers: {close(): Promise<void>}; port: number}> {
	const udp = dns2.createUDPServer({type: 'udp4'});
	udp.on('request', handle);
	udp.on('requestError', () => {});
	await udp.listen(0, '127.0.0.1');
	const {port} = udp.address();

	const tcp = new dns2.TCPServer(handle);
	tcp.on('requestError', () => {});
	try {
		await new Promise<void>((resolve, reject) => {
			tcp.once('error', reject);
			tcp.listen(port, '127.0.0.1', resolve);
		});
	} catch (error) {
		udp.close();
		if (attempts <= 1) {
			throw error;
		}

		return listen(handle, attempts - 1);
	}

	const sockets = new Set<{destroy(): void}>();
	tcp.on('connection', (socket: {destroy(): void; once(event: 'close', listener: () => void): void}) => {
		sockets.add(socket);
		socket.once('close', () => sockets.delete(socket));
	});
	const close = async () => {
		udp.close();
		const closed = new Promise<void>(resolve => tcp.close(() => resolve()));
		for (const socket of sockets) {
			socket.destroy();
		}

		await closed;
	};
	return {servers: {close}, port};
}

/** The packet that answers `request`; undefined for silence. */
async function reply(request: dns2.Packet, faults: Faults, data: () => ZoneData, signal: AbortSignal): Promise<dns2.Packet | undefined> {
	const response = Packet.createResponseFromRequest(request);
	const [question] = request.questions;
	const type = question && typeName(question.type);
	if (!question || !type) {
		return response;
	}

	const fault = faults.take(`dns query ${type} ${question.name}`);
	if (fault?.delay) {
		await wait(fault.delay, undefined, {signal});
	}

	if (fault?.drop) {
		return undefined;
	}

	if (fault?.refuse || fault?.failure) {
		response.header.rcode = fault.refuse ? responseCodes.REFUSED : responseCodes.SERVFAIL;
		return response;
	}

	const found = answer(data(), question.name, type);
	response.header.aa = 1;
	response.header.ra = 1;
	response.header.rcode = responseCodes[found.code];
	response.answers.push(...found.answers.map(toWire).map(record => new Packet.Resource(record)));
	response.authorities.push(...found.authorities.map(toWire).map(record => new Packet.Resource(record)));
	return response;
}
