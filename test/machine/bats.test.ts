import {execFile} from 'node:child_process';
import {join} from 'node:path';
import {promisify} from 'node:util';
import test from 'ava';
import {isThere} from './available.ts';

const missing = ['bats', 'jq', 'openssl', 'gpg'].filter(name => !isThere(name));

(missing.length > 0 ? test.skip : test)("wasperctl's own logic, by bats", async t => {
	t.timeout(300_000);
	const {stdout} = await promisify(execFile)('bats', ['--tap', join(import.meta.dirname, 'bats')]).catch(
		(error: {stdout: string}) => error,
	);
	t.regex(stdout, /^ok 1 /m);
	t.notRegex(stdout, /^not ok /m, stdout);
});
