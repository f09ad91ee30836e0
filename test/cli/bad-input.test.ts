import {execFile} from 'node:child_process';
import {writeFile} from 'node:fs/promises';
import path from 'node:path';
import {promisify} from 'node:util';
import test from 'ava';
import {cliPath, runCli} from '../support/cli.ts';
import {emptyHome} from '../support/environment.ts';
import {answers, atOnce, rehearsal} from './rehearsal.ts';

const bad: Array<[string, string[], RegExp]> = [
	['a misspelt flag', ['--regoin', 'eastus'], /no flag --regoin; did you mean --region\?/],
	['a secret on the command line', ['--cloudflare-token', 'abc'], /secrets are not taken on the command line/i],
	['an address instead of a name', ['--domain', 'https://wasper.example.com/app'], /wasper\.example\.com/],
	['a name in a zone that the token cannot see', ['--domain', 'wasper.example.edu'], /example\.com/],
	['a size that is too small', ['--size', 'Standard_B1s'], /Standard_B1s/],
	['a region that does not exist', ['--region', 'moon'], /moon/],
	['a budget that is no number', ['--budget', 'cheap'], /budget/i],
];
for (const [what, flags, words] of bad) {
	test(`${what} is explained at once, with exit code 2, and nothing is changed`, async t => {
		const [flag = ''] = flags;
		const at = rehearsal.indexOf(flag);
		const others = at < 0 ? rehearsal : rehearsal.toSpliced(at, 2);
		const {code, stdout, stderr} = await runCli(t, [...others, ...flags, '--plain'], {environment: atOnce});
		t.is(code, 2, stderr);
		t.regex(stderr, words);
		t.notRegex(stderr, /\n\s+at /);
		t.is(stdout, '');
	});
}

const logFiles: Array<[string, RegExp, (home: string) => string | Promise<string>]> = [
	['below a place where nothing can be created', /nothing can be created there/, () => '/proc/nothing/here/run.ndjson'],
	['below a file', /there is a file in its place/, () => path.join(cliPath, 'run.ndjson')],
	['that is a folder', /it is a folder/, home => home],
	[
		'that is a pipe which nobody reads',
		/a pipe that nobody reads/,
		async home => {
			const pipe = path.join(home, 'pipe');
			await promisify(execFile)('mkfifo', [pipe]);
			return pipe;
		},
	],
];
for (const [where, words, place] of logFiles) {
	for (const command of ['create', 'teardown', 'status']) {
		test(`a log file ${where} is refused at once by ${command}, before anything is begun`, async t => {
			const home = await emptyHome(t);
			const flags = ['--sandbox', '--log-file', await place(home), '--plain'];
			const {code, stdout, stderr} = await runCli(t, [command, ...flags], {home, environment: atOnce, seconds: 20});
			t.is(code, 2, stderr);
			t.regex(stderr, /^--log-file: /);
			t.regex(stderr, words);
			t.regex(stderr, /Nothing was changed\./);
			t.is(stdout, '');
		});
	}
}

test('all missing and wrong answers are reported together', async t => {
	const {code, stderr} = await runCli(t, ['--sandbox', '--yes', '--region', 'moon', '--owner-email', 'nobody'], {environment: atOnce});
	t.is(code, 2);
	t.regex(stderr, /moon/);
	t.regex(stderr, /--domain/);
	t.regex(stderr, /nobody/);
});

test('an answers file with a wrong key says which, and is otherwise as good as flags', async t => {
	const home = await emptyHome(t);
	const file = path.join(home, 'answers.json');
	await writeFile(file, JSON.stringify({domian: 'wasper.example.com'}));
	const wrong = await runCli(t, ['--sandbox', '--yes', '--answers', file], {home, environment: atOnce});
	t.is(wrong.code, 2);
	t.regex(wrong.stderr, /domian/);
	await writeFile(file, JSON.stringify({domain: 'wasper.example.com', ownerEmail: 'a@example.com', region: 'westeurope'}));
	const right = await runCli(t, ['--sandbox', '--yes', '--answers', file, '--plain'], {home, environment: atOnce});
	t.is(right.code, 0, right.stderr);
	t.regex(right.stdout, /westeurope/);
});

test('without a terminal and without --yes nothing is changed: the bill is named first', async t => {
	const {code, stdout, stderr} = await runCli(
		t,
		rehearsal.filter(flag => flag !== '--yes'),
		{environment: atOnce},
	);
	t.is(code, 2);
	t.regex(stderr, /Nobody has confirmed.*wasper\.example\.com.*USD a month/);
	t.regex(stderr, /--yes/);
	t.is(stdout, '');
});

const unusable: Array<[string, (home: string) => string[], RegExp, number]> = [
	['a file where the sandbox keeps its folder', home => [...rehearsal, '--sandbox-state', `${home}/file`], /file in its place/, 3],
	['a folder as place of the plan', home => ['plan', ...rehearsal, '--out', home], /can't be saved at .*: it is a folder\./, 3],
	['a folder as plan', home => ['apply', home], /no plan that can be read: it is a folder\./, 2],
	['faults that are no JSON', home => [...rehearsal, '--sandbox-faults', `${home}/file`], /can't be used: it is not valid JSON\./, 2],
	['an empty file of a secret', home => [...rehearsal, '--owner-password-file', `${home}/file`], /the file .* is empty/, 2],
	['a secret without end', () => [...rehearsal, '--owner-password-file', '/dev/zero'], /larger than any secret/, 2],
	[
		'a fault for a rehearsal that is none',
		() => ['--yes', ...answers, '--sandbox-faults', 'faults.json'],
		/--sandbox-faults has no effect without --sandbox, and this create is not a rehearsal\./,
		2,
	],
	[
		"a rehearsal's folder in a command that is none",
		home => ['teardown', '--sandbox-state', home, '--sandbox-faults', `${home}/file`],
		/--sandbox-state and --sandbox-faults have no effect without --sandbox/,
		2,
	],
	[
		'a real machine in a rehearsal',
		() => ['status', '--sandbox', '--host', 'root@203.0.113.99'],
		/203\.0\.113\.99 is not a machine in the sandbox/,
		2,
	],
];
for (const [what, flags, words, expected] of unusable) {
	test(`${what} is explained, with what to do next`, async t => {
		const home = await emptyHome(t);
		await writeFile(path.join(home, 'file'), '');
		const {code, stderr} = await runCli(t, flags(home), {home, environment: atOnce});
		t.is(code, expected, stderr);
		t.regex(stderr, words);
		t.regex(stderr, /Next: /);
		// The name of the folder is random, and may look like a number of the system.
		t.notRegex(stderr.replaceAll(home, ''), /E[A-Z]{4,}|did not foresee/);
	});
}

test('the usual place for logs that cannot be written stops nothing: it is reported once, and the end names no log', async t => {
	const {code, stdout} = await runCli(t, [...rehearsal, '--plain'], {environment: {...atOnce, XDG_STATE_HOME: cliPath}});
	t.is(code, 0);
	t.is(stdout.match(/can't be written: there is a file in its place\. The run goes on without it\./g)?.length, 1);
	t.notRegex(stdout, /^ +Log file/m);
});
