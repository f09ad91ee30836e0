import test, {type ExecutionContext} from 'ava';
import {emptyHome} from '../support/environment.ts';
import type {Screen} from '../support/screen.ts';
import {runCli} from '../support/cli.ts';
import {atOnce, rehearse} from './rehearsal.ts';
import {answerOwner, openTerminal, type TerminalOptions} from './terminal.ts';

/** The wizard on a computer whose rehearsed subscription holds a deployment already. */
async function openBeside(t: ExecutionContext, options: TerminalOptions = {}): Promise<Screen> {
	const home = await emptyHome(t);
	const made = await rehearse(t, {home, flags: ['--region', 'westeurope', '--release', 'reference']});
	t.is(made.code, 0, made.stderr);
	const screen = await openTerminal(t, {home, ...options, flags: ['--sandbox', ...(options.flags ?? [])]});
	return screen;
}

for (const [columns, rows] of [
	[80, 24],
	[40, 12],
] as const) {
	test(`at ${columns}×${rows} the wizard opens with the existing deployments, and a repair asks only what tags and resources don't say`, async t => {
		const screen = await openBeside(t, {columns, rows});
		t.regex(await screen.until(/❯ Repair/), /wasper\.example\.com in wasper-rg/);
		await screen.press('enter');
		await screen.until(/Cloudflare API token[^]*❯/);
		await screen.press('enter');
		await screen.until(/❯ 198\.51\.100\.7/);
		await screen.press('enter');
		await answerOwner(screen);
		await screen.until(/❯ 150/);
		await screen.press('enter');
		await screen.until(/❯ Rehearse it/);
		await screen.press('enter');
		t.is(await screen.exited, 0);
		const told = screen.scrollback();
		t.regex(told, /✔ Region:? +West Europe \(westeurope\)/);
		t.regex(told, /✔ Release:? +reference/);
		t.regex(told, /✔ Resource group:? +wasper-rg/);
	});
}

test('the machine is operated from the wizard, in the same process', async t => {
	const screen = await openBeside(t);
	await screen.until(/❯ Repair/);
	await screen.press('down');
	await screen.until(/❯ Status/);
	await screen.press('enter');
	t.is(await screen.exited, 0);
	t.regex(screen.scrollback(), /^stack +ok/m);
});

test('a teardown is begun from the wizard, and still wants the name typed', async t => {
	const screen = await openBeside(t);
	await screen.until(/❯ Repair/);
	await screen.press('up', 'up');
	await screen.until(/❯ Tear down/);
	await screen.press('enter');
	await screen.until(/Type wasper\.example\.com to remove it/);
	await screen.type('wasper.example.com\r');
	t.is(await screen.exited, 0, screen.scrollback());
	t.regex(screen.scrollback(), /nothing of it is left|removed/i);
});

test('another deployment goes into a resource group of its own, and Back returns to the existing deployments', async t => {
	const screen = await openBeside(t);
	await screen.until(/❯ Repair/);
	await screen.press('up');
	await screen.until(/❯ Set up another/);
	await screen.press('enter');
	await screen.until(/❯ East US/);
	await screen.press('escape');
	await screen.until(/❯ Repair/);
	await screen.press('up', 'enter');
	await screen.until(/❯ East US/);
	await screen.press('enter');
	await screen.until(/❯ D2as/);
	t.pass();
});

test('whoever names the deployment with a flag is not asked which one', async t => {
	const screen = await openBeside(t, {flags: ['--domain', 'wasper.example.com', '--owner-email', 'a@example.com']});
	await screen.until(/Cloudflare API token[^]*❯/);
	t.notRegex(screen.scrollback(), /already installed/);
});

test('an international name with a trailing dot in --domain is recognised as the existing deployment, so that no second one is billed', async t => {
	const home = await emptyHome(t);
	const flags = ['--sandbox', '--domain', 'wäsper.example.com.', '--owner-email', 'a@example.com'];
	const made = await runCli(t, [...flags, '--yes', '--region', 'westeurope'], {home, environment: atOnce});
	t.is(made.code, 0, made.stderr);
	const screen = await openTerminal(t, {home, flags});
	t.regex(await screen.until(/Cloudflare API token[^]*❯|❯ East US/), /Cloudflare API token/, 'the region is known');
});

test('a rerun without region, size or key repairs the deployment of that domain where it is, as it is', async t => {
	const home = await emptyHome(t);
	const first = await rehearse(t, {home, flags: ['--region', 'westeurope', '--size', 'Standard_D2as_v5']});
	t.is(first.code, 0, first.stderr);
	const again = await rehearse(t, {home});
	t.is(again.code, 0, JSON.stringify(again.end));
	t.deepEqual([...new Set(Object.values(again.outcomes))], ['kept']);
});

test('another size for an existing machine is refused with the commands that resize it', async t => {
	const home = await emptyHome(t);
	t.is((await rehearse(t, {home})).code, 0);
	const {code, end} = await rehearse(t, {home, flags: ['--size', 'Standard_D4as_v6']});
	t.is(code, 3);
	t.regex(
		end.error?.next ?? '',
		/create-wasper-azure plan --sandbox --size Standard_D4as_v6 --out FILE and create-wasper-azure apply --sandbox FILE/,
	);
});
