// The worker of the stand-in: complains until the API answers, then takes every job from the queue.
import {setTimeout as pause} from 'node:timers/promises';
import {rename} from './name.mjs';
import {redis} from './redis.mjs';

if (process.argv[1] === import.meta.filename) {
	rename('node /usr/src/app/worker');
}

for (;;) {
	const answer = await fetch('http://127.0.0.1/api/v1/health').catch(() => undefined);
	if (answer?.ok) {
		break;
	}

	console.log('{"level":50,"error":"connect ECONNREFUSED 127.0.0.1:80","msg":"Socket.IO connection error"}');
	await pause(100);
}

for (;;) {
	await redis('rpop', 'bull:workerJobs:wait').catch(() => {});
	await pause(500);
}
