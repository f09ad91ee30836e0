import {execFile} from 'node:child_process';
import {cp, rm} from 'node:fs/promises';
import {join} from 'node:path';
import {promisify} from 'node:util';
import {build} from 'esbuild';
import {scratch} from '../../../test/machine/scratch.ts';
import type {Backend} from '../../../test/machine/backend.ts';

const run = promisify(execFile);
const port = 8088;

/** Puts `application` into the application's container and nginx before it. Its port there. */
export async function startApplication(backend: Backend): Promise<number> {
	const program = await bundle();
	await backend.shell.must(`sudo docker exec --interactive wasper-app sh -c 'cat > /tmp/application.mjs'`, {input: program});
	await backend.shell.must('sudo bash -se', {
		input: `
			docker exec --detach --env PORT=${port} wasper-app sh -c 'exec node /tmp/application.mjs >/tmp/application.log 2>&1'
			for _ in {1..300}; do
				if docker exec wasper-app grep -q listening /tmp/application.log; then
					sed -i '/server 172/s/:80 /:${port} /' /opt/wasper/stack/nginx/nginx.conf
					exec docker exec wasper-nginx nginx -c /etc/nginx/wasper/nginx.conf -s reload
				fi
				sleep 0.1
			done
			docker exec wasper-app cat /tmp/application.log >&2
			exit 1`,
	});
	return port;
}

/** The application and its libraries, from the package registry that npm is set to, as one file. */
async function bundle(): Promise<string> {
	const folder = await scratch('application');
	try {
		await cp(join(import.meta.dirname, 'application'), folder, {recursive: true});
		await run('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error'], {cwd: folder, timeout: 120_000});
		const {outputFiles} = await build({
			entryPoints: [join(folder, 'server.mjs')],
			bundle: true,
			platform: 'node',
			format: 'esm',
			write: false,
			logLevel: 'error',
			banner: {js: "import {createRequire} from 'node:module'; const require = createRequire(import.meta.url);"},
		});
		return outputFiles[0]?.text ?? '';
	} finally {
		await rm(folder, {recursive: true, force: true});
	}
}
