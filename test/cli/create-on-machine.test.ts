import test, {type ExecutionContext} from 'ava';
import {emptyHome} from '../support/environment.ts';
import {rehearse} from './rehearsal.ts';
import {answerOwner, openTerminal} from './terminal.ts';

/** A home in which the rehearsed machine stands already, and the words that name it. */
async function standing(t: ExecutionContext): Promise<{home: string; flags: string[]}> {
	const home = await emptyHome(t);
	t.is((await rehearse(t, {home})).code, 0);
	const key = `${home}/.local/share/create-wasper-azure/sandbox/operator/wasper_ed25519`;
	return {home, flags: ['create', '--sandbox', '--host', 'wasperadmin@203.0.113.10', '--ssh-key', key]};
}

test('a machine that stands already is set up by the same screens, without a word of Azure and of money', async t => {
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
