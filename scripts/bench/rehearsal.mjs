import {spawn} from 'node:child_process';
import {mkdtemp, readFile, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {text} from 'node:stream/consumers';
import {fileURLToPath} from 'node:url';
import {cleanEnvironment} from '../../test/support/environment.ts';

const memoryHook = fileURLToPath(new URL('memory.cjs', import.meta.url));
const latency = 0.1; // of the real services' latencies
const answers = ['--domain', 'wasper.example.com', '--owner-email', 'a@example.com'];

/** A whole run in the sandbox: its steps with needs and seconds, its wall time in seconds, its peak memory in bytes. */
export async function rehearsal(gate) {
	const home = await mkdtemp(path.join(tmpdir(), 'wasper-bench-run-'));
	const memoryFile = path.join(home, 'memory');
	try {
		const child = spawn(process.execPath, ['--require', memoryHook, gate, '--sandbox', '--yes', '--json', ...answers], {
			env: cleanEnvironment(home, {BENCH_MEMORY_FILE: memoryFile, WASPER_SANDBOX_LATENCY: String(latency)}),
			stdio: ['ignore', 'pipe', 'pipe'],
			timeout: 600_000,
		});
		const [output, problems] = await Promise.all([text(child.stdout), text(child.stderr)]);
		const events = output
			.trim()
			.split('\n')
			.filter(Boolean)
			.map(line => JSON.parse(line));
		const finished = events.find(({type}) => type === 'run.finished');
		if (finished?.outcome !== 'done') {
			throw new Error(`The run did not end well: ${JSON.stringify(finished?.error)}\n${problems}`);
		}

		const seconds = new Map(events.filter(({type}) => type === 'step.finished').map(event => [event.step, event.seconds]));
		const started = events.find(({type}) => type === 'run.started');
		return {
			steps: started.steps.map(({id, needs}) => ({id, needs, seconds: seconds.get(id) ?? 0})),
			speedup: 1 / latency,
			seconds: finished.seconds,
			peakMemory: Number(await readFile(memoryFile, 'utf8')) * 1024,
		};
	} finally {
		await rm(home, {recursive: true, force: true});
	}
}
