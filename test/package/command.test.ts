import {readFile} from 'node:fs/promises';
import test from 'ava';
import {runCli} from '../support/cli.ts';

const manifest = JSON.parse(await readFile(new URL('../../package.json', import.meta.url), 'utf8')) as {version: string};

test('--version prints the version and nothing else', async t => {
	for (const flags of [['--version'], ['-v'], ['plan', '-v']]) {
		t.deepEqual(await runCli(t, flags), {stdout: `${manifest.version}\n`, stderr: '', code: 0});
	}
});

test('--version is understood behind other flags too', async t => {
	const {stdout, code} = await runCli(t, ['--sandbox', '--version']);
	t.is(stdout, `${manifest.version}\n`);
	t.is(code, 0);
});

test('an unknown flag is named, with the flag that was probably meant, and exit code 2', async t => {
	const {stdout, stderr, code} = await runCli(t, ['--sandbx']);
	t.is(code, 2);
	t.is(stdout, '');
	t.regex(stderr, /--sandbx/);
	t.regex(stderr, /--sandbox/);
	t.notRegex(stderr, /^\s+at /m);
});
