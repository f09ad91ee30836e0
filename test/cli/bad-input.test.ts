import {writeFile} from 'node:fs/promises';
import path from 'node:path';
import test from 'ava';
import {runCli} from '../support/cli.ts';
import {emptyHome} from '../support/environment.ts';
import {atOnce, rehearsal} from './rehearsal.ts';

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
	test(`${what} is answered at once in words, with exit code 2, and nothing is begun`, async t => {
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

test('all missing and wrong answers are told together', async t => {
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

test('without a terminal and without --yes nothing is begun: the bill is named first', async t => {
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
