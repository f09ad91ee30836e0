import {once} from 'node:events';
import {connect} from 'node:net';
import {connectTarget, type Endpoints} from './endpoints.ts';

/**
 * The greeting of a server known to listen for SSH, `SSH-2.0-…`: proof that this network lets SSH out.
 * A mere connection would prove nothing, since firewalls take connections only to drop them. Throws what the socket says.
 */
export async function sshGreeting({sshProbe, connectTo}: Pick<Endpoints, 'sshProbe' | 'connectTo'>, signal: AbortSignal): Promise<string> {
	const colon = sshProbe.lastIndexOf(':');
	const socket = connect(connectTarget({connectTo}, sshProbe.slice(0, colon), Number(sshProbe.slice(colon + 1))));
	try {
		const closed = once(socket, 'close', {signal}).then(() => {
			throw new Error('the connection is closed without a greeting');
		});
		const [data] = (await Promise.race([once(socket, 'data', {signal}), closed])) as [Buffer];
		const [greeting = ''] = data.toString('latin1').split(/\r?\n/);
		if (!greeting.startsWith('SSH-')) {
			throw new Error('something else than SSH answers there');
		}

		return greeting.slice(0, 60);
	} finally {
		socket.destroy();
	}
}
