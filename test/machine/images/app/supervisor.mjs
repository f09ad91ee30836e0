// Stands in for PM2, which runs the application since 0.80: it starts the API and the worker as processes of their own
// and again whenever one exits, so that the container stays up; at SIGTERM it ends both and exits with 0.
import {spawn} from 'node:child_process';
import {rename} from './name.mjs';

const running = new Set();
let isStopping = false;

function start(id, name, file) {
	const child = spawn(process.execPath, [file], {stdio: 'inherit'});
	running.add(child);
	console.log(`PM2 log: App [${name}:${id}] online`);
	child.once('exit', (code, signal) => {
		running.delete(child);
		console.log(`PM2 log: App [${name}:${id}] exited with code [${code ?? 0}] via signal [${signal ?? 'SIGINT'}]`);
		if (!isStopping) {
			console.log(`PM2 log: App [${name}:${id}] starting in -fork mode-`);
			setTimeout(start, 300, id, name, file);
		} else if (running.size === 0) {
			process.exit(0);
		}
	});
}

process.once('SIGTERM', () => {
	isStopping = true;
	for (const child of running) {
		child.kill('SIGINT');
	}
});
rename('MainThread');
start(0, 'activepieces-app', '/usr/src/app/server.mjs');
start(1, 'activepieces-worker', '/usr/src/app/worker.mjs');
