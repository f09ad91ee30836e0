import {execFile} from 'node:child_process';
import {promisify} from 'node:util';

const run = promisify(execFile);
const environment = process.env;

/** Runs one command of Redis. */
export async function redis(...words) {
	const {stdout} = await run('redis-cli', ['-h', environment.AP_REDIS_HOST, '-p', environment.AP_REDIS_PORT, ...words], {
		env: {...environment, REDISCLI_AUTH: environment.AP_REDIS_PASSWORD},
		timeout: 5000,
	});
	return stdout.trim();
}
