import test from 'ava';
import {runCli} from '../support/cli.ts';
import {atOnce} from './rehearsal.ts';

test('with --accessible the whole setup is lines and numbers: nothing is drawn over, nothing needs sight', async t => {
	const answers = ['2', '', '', '', 'wasper.example.com', '', '', '', 'a@example.com', '', '', '', '', 'yes', ''];
	const {code, stdout, stderr} = await runCli(t, ['--accessible'], {environment: atOnce, input: answers.join('\n'), seconds: 60});
	t.is(code, 0, stderr);
	t.regex(stdout, /Question 1 of \d+\. Where do you want to deploy\?/);
	t.regex(stdout, /Plan: 25 to create\.[^]*Checks: \d+ of \d+ passed/);
	t.regex(stdout, /Done: Azure, Virtual machine: created in/);
	t.regex(stdout, /Wasper answers at https:\/\/wasper\.example\.com/);
	// oxlint-disable-next-line no-control-regex -- control characters are what must not be there
	t.notRegex(stdout, /[\u001B\r]/);
	t.notRegex(stdout, /[✔✖●○⠋█]/);
});
