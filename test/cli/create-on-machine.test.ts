import test, {type ExecutionContext} from 'ava';
import {emptyHome} from '../support/environment.ts';
import {runCli} from '../support/cli.ts';
import {atOnce, rehearse} from './rehearsal.ts';
import {meddle, standing as existing} from './sandbox-state.ts';
import {answerOwner, openTerminal} from './terminal.ts';

/** A home in which the rehearsed machine stands already, and the words that name it. */
async function standing(t: ExecutionContext): Promise<{home: string; flags: string[]}> {
	const home = await emptyHome(t);
	t.is((await rehearse(t, {home})).code, 0);
	const key = `${home}/.local/share/create-wasper-azure/sandbox/operator/wasper_ed25519`;
	return {home, flags: ['create', '--sandbox', '--host', 'wasperadmin@203.0.113.10', '--ssh-key', key]};
}

test('an existing machine is set up by the same screens, without a word of Azure and of money', async t => {
	const {home, flags} = await standing(t);
	const screen = await openTerminal(t, {home, flags});
	await screen.until(/SHA256:[^]*❯ No, or I am not sure/);
	await screen.press('down');
	await screen.until(/❯ Yes, I have compared it/);
	await screen.press('enter');
	await screen.until(/Cloudflare API token[^]*❯/);
	await screen.press('enter');
	await screen.until(/Which domain[^]*❯/);
	await screen.type('wasper.example.com');
	await screen.press('enter');
	await screen.until(/❯ Activepieces/);
	await screen.press('enter');
	await answerOwner(screen);
	const review = await screen.until(/❯ Rehearse it/);
	t.regex(review, /Address +wasperadmin@203\.0\.113\.10/);
	t.notRegex(review, /Azure|Region|Budget|USD|unknown/);
	await screen.press('enter');
	t.is(await screen.exited, 0, screen.scrollback());
	t.regex(screen.scrollback(), /Wasper answers at\s+https:\/\/wasper\.example\.com/);
});

test('a host key that nobody compared leads to no question and no change', async t => {
	const {home, flags} = await standing(t);
	const screen = await openTerminal(t, {home, flags});
	await screen.until(/❯ No, or I am not sure/);
	await screen.press('enter');
	t.is(await screen.exited, 3);
	t.regex(screen.scrollback(), /was not accepted/);
	t.notRegex(screen.scrollback(), /Cloudflare/);
});

test('a plan for a machine that exists already inspects it, runs the checks that need no Azure, and changes nothing', async t => {
	const {home, flags} = await standing(t);
	const [, ...named] = flags;
	const plan = async (...more: string[]) =>
		runCli(t, ['plan', ...named, '--yes', '--domain', 'wasper.example.com', '--owner-email', 'a@example.com', ...more], {
			home,
			environment: atOnce,
		});
	const unknown = await plan();
	t.is(unknown.code, 2);
	const vouched = ['--host-key', /SHA256:[A-Za-z\d+/]{43}/.exec(unknown.stderr)?.[0] ?? ''];
	const before = await existing(home);
	const {stdout, code} = await plan(...vouched, '--json');
	t.is(code, 0);
	const {steps, checks} = JSON.parse(stdout) as {steps: Array<{step: string; action: string}>; checks: Array<{id: string; state: string}>};
	// The machine has its data on a disk of its own, which nobody names here.
	t.deepEqual(
		steps.filter(({action}) => action !== 'keep').map(({step}) => step),
		['host.program'],
	);
	t.true(steps.some(({step}) => step === 'host.docker') && steps.some(({step}) => step === 'app.public'));
	t.false(steps.some(({step}) => step.startsWith('azure.')));
	t.true(checks.length > 5 && checks.every(({state}) => state === 'passed'));
	t.false(checks.some(({id}) => id.startsWith('azure.')));
	t.deepEqual(await existing(home), before);

	const shown = await plan(...vouched);
	t.regex(shown.stdout, /Plan: Wasper at wasper\.example\.com, wasperadmin@203\.0\.113\.10/);
	t.notRegex(shown.stdout, /USD|Azure/);
	const saved = await plan(...vouched, '--out', 'plan.json');
	t.is(saved.code, 2);
	t.regex(saved.stderr, /--out has no effect with --host/);
});

test('obstacles to a setup on a machine are reported before its first change', async t => {
	const {home, flags} = await standing(t);
	const [, ...named] = flags;
	const run = async (...more: string[]) =>
		runCli(t, ['create', ...named, '--yes', '--plain', '--domain', 'wasper.example.com', '--owner-email', 'a@example.com', ...more], {
			home,
			environment: atOnce,
		});
	const vouched = ['--host-key', /SHA256:[A-Za-z\d+/]{43}/.exec((await run()).stderr)?.[0] ?? ''];
	// Somebody else's record at the name, which is ours so far.
	await meddle(home, ({records}) => {
		for (const [id, record] of [...records.entries()].filter(([, {type}]) => type === 'A')) {
			records.set(id, {...record, content: '198.51.100.9', comment: 'the shop'});
		}
	});
	const {code, stderr, stdout} = await run(...vouched);
	t.is(code, 3, stderr);
	t.regex(stderr, /belongs to somebody else's record/);
	t.notRegex(stdout, /Install base packages/);
});
