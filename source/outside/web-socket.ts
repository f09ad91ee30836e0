import {connect} from 'node:tls';
import {visitProblem, type Visit} from './visit.ts';

/**
 * A socket.io handshake over WebSocket alone, as the app's pages do it: open means that the app itself
 * sent the first packet, not only that a proxy agreed to the upgrade. Throws only on abort.
 */
export async function shakeHands({domain, place, signal}: Visit, stop: AbortSignal): Promise<{open: boolean; detail: string}> {
	const {WebSocket} = await import('ws');
	stop.throwIfAborted();
	const {promise, resolve, reject} = Promise.withResolvers<string>();
	const socket = new WebSocket(`wss://${domain}/api/socket.io/?EIO=4&transport=websocket`, {
		createConnection: () => connect({...place, servername: domain}),
		maxPayload: 65_536,
	});
	const abort = () => reject(signal.reason);
	signal.addEventListener('abort', abort, {once: true});
	socket.on('message', (data: Buffer) => resolve(data.toString()));
	socket.on('unexpected-response', (_, response) => reject(new Error(`HTTP ${response.statusCode} instead of an upgrade`)));
	socket.on('error', reject);
	socket.on('close', code => reject(new Error(`closed with code ${code} before the first packet`)));
	try {
		const packet = await promise;
		return packet.startsWith('0{')
			? {open: true, detail: 'socket.io answers over WebSocket'}
			: {open: false, detail: 'something that is not socket.io answers'};
	} catch (error) {
		stop.throwIfAborted();
		return {open: false, detail: visitProblem(error)};
	} finally {
		signal.removeEventListener('abort', abort);
		socket.terminate();
	}
}
