import {execFile} from 'node:child_process';
import {writeFile} from 'node:fs/promises';
import path from 'node:path';
import {promisify} from 'node:util';
import test, {type ExecutionContext} from 'ava';
import {cliPath, runCli} from '../support/cli.ts';
import {cleanEnvironment, emptyHome} from '../support/environment.ts';
import {answers, atOnce, rehearsal} from './rehearsal.ts';

/** A rehearsal in a folder of its own, whose name a shell must be told with care. */
async function elsewhere(t: ExecutionContext) {
	const home = await emptyHome(t);
	const flags = ['--sandbox', '--sandbox-state', path.join(home, 'my state')];
	return {
		run: async (...words: string[]) => runCli(t, [...words, ...flags], {home, environment: atOnce}),
		/** Types the command that `text` names, and nothing else, into a shell. */
		async follow(text: string) {
			const [command = ''] = /create-wasper-azure \w+ --sandbox --sandbox-state '[^']+'(?: \S+\.json)?/.exec(text) ?? [];
			t.not(command, '', text);
			await writeFile(path.join(home, 'create-wasper-azure'), `#!/bin/sh\nexec '${process.execPath}' '${cliPath}' "$@"\n`, {mode: 0o755});
			const environment = cleanEnvironment(home, {...atOnce, PATH: `${home}:${process.env['PATH']}`});
			return promisify(execFile)('sh', ['-c', command], {env: environment, cwd: home, timeout: 60_000});
		},
		file: (name: string) => path.join(home, name),
	};
}

test('the next command that a rehearsal names works as typed: a stopped machine is started, and the rehearsal ended', async t => {
	const {run, follow} = await elsewhere(t);
	const made = await run(...rehearsal.filter(word => word !== '--sandbox'), '--json');
	t.is(made.code, 0, made.stderr);
	t.is((await run('stop', '--deallocate')).code, 0);
	const asleep = await run('status');
	t.is(asleep.code, 3);
	await follow(asleep.stderr);
	t.is((await run('status')).code, 0);
	const {summary} = JSON.parse(made.stdout.trim().split('\n').at(-1) ?? '') as {summary: {next: string[]}};
	const unconfirmed = await t.throwsAsync<Error & {stderr: string}>(follow(summary.next.join('\n')));
	t.regex(unconfirmed.stderr, /Domain is missing/, 'it found the rehearsal, and asks what to remove');
});

test('the command that applies a saved plan of a rehearsal works as typed', async t => {
	const {run, follow, file} = await elsewhere(t);
	const planned = await run('plan', ...answers, '--out', file('plan.json'));
	t.is(planned.code, 0, planned.stderr);
	const {stdout} = await follow(planned.stdout.replaceAll(/\s+/g, ' '));
	t.regex(stdout, /Wasper answers at/);
});
