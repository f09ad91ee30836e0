import {spawn} from 'node:child_process';
import {createInterface} from 'node:readline';
import {text} from 'node:stream/consumers';

const deadline = 36 * 60 * 1000; // milliseconds for one suite

/**
 * Runs the tests and reads their machine-readable account (TAP). A test that cannot run on this machine says so by
 * `t.log('not run: why')`, or is skipped with the reason in its title.
 */
export async function runTests(patterns) {
	const start = performance.now();
	const child = spawn('ava', ['--tap', ...patterns], {
		stdio: ['ignore', 'pipe', 'pipe'],
		timeout: deadline,
		killSignal: 'SIGTERM',
	});
	let interrupted = false;
	for (const name of ['SIGINT', 'SIGTERM']) {
		process.once(name, () => {
			interrupted = true;
			child.kill('SIGTERM');
		});
	}

	const closed = new Promise((resolve, reject) => child.on('close', resolve).on('error', reject));
	const problems = text(child.stderr);
	const account = await readAccount(child.stdout);
	const code = await closed;
	if (!account.isComplete || (code !== 0 && account.failures.length === 0)) {
		account.failures.push({name: `the test runner ended early, with ${code ?? 'a signal'}: a test may be hanging`, report: await problems});
	}

	return {...account, interrupted, seconds: (performance.now() - start) / 1000};
}

async function readAccount(stream) {
	const failures = [];
	const notRun = [];
	let passed = 0;
	let isComplete = false;
	let lastPassed;
	let report;
	for await (const line of createInterface({input: stream})) {
		const result = /^(not )?ok \d+ - (.*?)(?: # (SKIP|TODO)\b.*)?$/.exec(line);
		if (result) {
			const [, bad, name, directive] = result;
			report = undefined;
			lastPassed = undefined;
			showProgress(passed + failures.length);
			if (directive) {
				notRun.push({name, why: directive === 'SKIP' ? 'skipped' : 'to be written'});
			} else if (bad) {
				report = [];
				failures.push({name, report});
			} else {
				passed++;
				lastPassed = name;
			}
		} else if (/^1\.\.\d+$/.test(line)) {
			isComplete = true;
		} else if (lastPassed && /^# +not run: /.test(line)) {
			notRun.push({name: lastPassed, why: line.replace(/^# +not run: /, '')});
			lastPassed = undefined;
			passed--;
		} else if (report && !/^\s*(---|\.\.\.)$/.test(line) && !/^(# .*)?$/.test(line)) {
			report.push(line);
		}
	}

	return {isComplete, passed, failures: failures.map(({name, report: lines}) => ({name, report: lines.join('\n')})), notRun};
}

function showProgress(count) {
	if (process.stdout.isTTY) {
		process.stdout.write(`\r${count} tests done\r`);
	}
}
