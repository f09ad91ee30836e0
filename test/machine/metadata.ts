import type {Shell} from './shell.ts';

/** How the cloud's metadata service, and the platform's two ports, answer to a container; a rejected connection is `ECONNREFUSED`. */
export async function metadataSeenByContainer(shell: Shell): Promise<string[]> {
	const script = `
		const {connect} = require('node:net');
		for (const [host, port] of [['169.254.169.254', 80], ['168.63.129.16', 80], ['168.63.129.16', 32526]]) {
			const socket = connect({host, port, timeout: 3000}, () => end('open'));
			const end = word => (console.log(word), socket.destroy());
			socket.on('timeout', () => end('silence')).on('error', ({code}) => end(code));
		}`;
	const answer = await shell.must('sudo docker exec --interactive wasper-app node -', {input: script});
	return answer.trim().split('\n');
}

export const closed = ['ECONNREFUSED', 'ECONNREFUSED', 'ECONNREFUSED'];
