import test from 'ava';
import {answerOwner, openTerminal} from './terminal.ts';

for (const [columns, rows] of [
	[80, 24],
	[40, 12],
] as const) {
	test(`in a terminal of ${columns}×${rows}, answering the questions leads from nothing to a name that answers`, async t => {
		const screen = await openTerminal(t, {columns, rows});
		await screen.until(/❯ Azure/);
		await screen.press('down', 'enter');
		await screen.until(/❯ East US/);
		await screen.press('enter');
		await screen.until(/❯ D2as/);
		await screen.press('enter');
		await screen.until(/Cloudflare API token[^]*❯/);
		await screen.press('enter');
		await screen.until(/Which domain[^]*❯/);
		await screen.type('wasper.example.com');
		await screen.press('enter');
		await screen.until(/❯ 198\.51\.100\.7/);
		await screen.press('enter');
		await screen.until(/❯ Create a new/);
		await screen.press('enter');
		await screen.until(/❯ Activepieces/);
		await screen.press('enter');
		await answerOwner(screen);
		await screen.until(/❯ 150/);
		await screen.press('enter');
		await screen.until(/❯ Rehearse it/);
		await screen.press('enter');
		t.is(await screen.exited, 0);
		t.regex(screen.scrollback(), /Wasper answers at\s+https:\/\/wasper\.example\.com/);
		t.regex(screen.scrollback(), /Nothing\s+real\s+was\s+changed/);
	});
}

for (const signal of ['SIGTERM', 'SIGHUP'] as const) {
	test(`${signal} in the wizard leaves with 130, as Ctrl+C does`, async t => {
		const screen = await openTerminal(t);
		await screen.until(/Where do you want/);
		screen.signal(signal);
		t.is(await screen.exited, 130);
	});
}

test('Ctrl+C in the wizard leaves at once and says that nothing was created', async t => {
	const screen = await openTerminal(t);
	await screen.until(/Where do you want/);
	await screen.press('ctrlC');
	t.is(await screen.exited, 130);
	t.regex(screen.scrollback(), /Nothing was created/);
});
