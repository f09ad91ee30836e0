import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import {once} from 'node:events';
import {fileURLToPath} from 'node:url';
import test, {type ExecutionContext} from 'ava';
import {goodToken} from '../answers/source-double.ts';
import {cleanEnvironment, emptyHome} from '../support/environment.ts';
import {Screen} from '../support/screen.ts';

const fixture = fileURLToPath(new URL('fixtures/wizard.ts', import.meta.url));
const given = {
	WASPER_TARGET: 'azure',
	WASPER_SIGN_IN: 'azure-cli',
	WASPER_REGION: 'eastus',
	WASPER_SIZE: 'D2as_v5',
	CLOUDFLARE_API_TOKEN: goodToken,
	WASPER_DOMAIN: 'wasper.example.com',
	WASPER_SSH_FROM: '*',
	WASPER_SSH_KEY: '/keys/id',
	WASPER_RELEASE: 'recommended',
	WASPER_OWNER_EMAIL: 'ada@example.com',
	WASPER_OWNER_NAME: 'Ada Lovelace',
	WASPER_OWNER_PASSWORD: 'correct horse',
	WASPER_CERTIFICATE_CONTACT: 'ada@example.com',
	WASPER_BUDGET: '150',
};

interface OpenOptions {
	preview?: string;
	flags?: string[];
	size?: {columns: number; rows: number};
	gate?: string;
}

/** The wizard with every answer given: it opens with the review. */
async function open(t: ExecutionContext, {preview = 'healthy', flags = [], size, gate = ''}: OpenOptions = {}): Promise<Screen> {
	return new Screen(t, {
		command: process.execPath,
		arguments: ['--import=tsx', fixture, ...flags],
		environment: cleanEnvironment(await emptyHome(t), {...given, PREVIEW: preview, GATE: gate}),
		folder: fileURLToPath(new URL('../..', import.meta.url)),
		...size,
	});
}

/** An address that answers when it is let. */
async function gate(t: ExecutionContext): Promise<{address: string; open(): void}> {
	const {promise, resolve} = Promise.withResolvers<void>();
	const server = createServer((_, response) => void promise.then(() => response.end()));
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	t.teardown(() => server.close());
	return {address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, open: resolve};
}

test('the plan can be read while Azure still rehearses it', async t => {
	const {address, open: letThrough} = await gate(t);
	const screen = await open(t, {preview: 'planned', gate: address});
	await screen.until(/5 to create, checking/);
	await screen.press('tab');
	t.regex(await screen.until(/\+ create +Resource group/), /checking/);
	letThrough();
	await screen.until(/5 to create(?!; checking)/);
	t.pass();
});

test('a healthy subscription costs no keystroke more: one Enter confirms, and the counts stand beside it', async t => {
	const screen = await open(t);
	t.regex(await screen.until(/❯ Create all of this +5 to create/), / Answers +Plan +Checks/);
	await screen.press('enter');
	t.is(await screen.exited, 0);
	t.regex(screen.scrollback(), /ended: azure eastus/);
});

test('Enter before everything is looked at goes on by itself once it is', async t => {
	const {address, open: let_} = await gate(t);
	const screen = await open(t, {preview: 'slow', gate: address});
	await screen.until(/❯ Create all of this +checking/);
	await screen.press('enter');
	await screen.until(/goes on once checked/);
	let_();
	t.is(await screen.exited, 0);
	t.regex(screen.scrollback(), /ended: azure eastus/);
});

test('Enter before everything is looked at stops at what must not be so, and says what to do', async t => {
	const {address, open: let_} = await gate(t);
	const screen = await open(t, {preview: 'slowlyMiserable', gate: address});
	await screen.until(/❯ Create all of this +checking/);
	await screen.press('enter');
	await screen.until(/goes on once checked/);
	let_();
	const stopped = await screen.until(/❯ ✖ stops +vCPU quota/);
	t.regex(stopped, /1 check stops this, 1 warning/);
	t.regex(stopped, /has 0 of 4 vCPUs left/);
	t.regex(stopped, /Choose another size, or ask for more quota\./);
	t.regex(stopped, /warning +Token scope/);
});

test('a check that stops the run is overridden by name with Space, and taken back with another', async t => {
	const screen = await open(t, {preview: 'miserable'});
	t.regex(await screen.until(/❯ Create all of this[^]*1 check stops this/), /Enter see why/, 'the key says that it does not confirm');
	await screen.press('enter');
	await screen.until(/❯ ✖ stops +vCPU quota +azure\.quota\.family, Space overrides it/);
	await screen.type(' ');
	await screen.until(/! overridden +vCPU quota[^]*1 overridden/);
	await screen.type(' ');
	await screen.until(/✖ stops +vCPU quota/);
	await screen.type(' ');
	await screen.until(/! overridden/);
	await screen.press('up');
	await screen.until(/❯ Create all of this/);
	await screen.press('enter');
	t.is(await screen.exited, 0);
	t.regex(screen.scrollback().replaceAll('\n', ''), /ended: azure .* checked/);
});

test('a check that the command line overrides stops nothing', async t => {
	const screen = await open(t, {preview: 'miserable', flags: ['--override', 'azure.quota.family']});
	await screen.until(/❯ Create all of this[^]*1 overridden/);
	await screen.press('enter');
	t.is(await screen.exited, 0);
});

for (const [columns, rows] of [
	[80, 24],
	[40, 12],
	[200, 60],
] as const) {
	test(`the pages are switched by Tab and by arrows at ${columns}×${rows}, and the plan tells what differs and what it costs`, async t => {
		const screen = await open(t, {preview: 'drifted', size: {columns, rows}});
		await screen.until(/❯ Create (it|all of this)/);
		await screen.press('tab');
		let seen = await screen.until(/~ change +Network/);
		if (rows < 20) {
			await screen.press('down');
			seen += await screen.until(/❯ = keep +Resource/);
			while (!/Can be inspected/.test(seen.replaceAll(/\s+/g, ' '))) {
				const before = screen.text();
				await screen.press('down');
				seen += await screen.until(text => text !== before);
			}
		}

		const told = seen.replaceAll(/\s+/g, ' ');
		t.regex(told, /port 22 from: 198\.51\.100\.7\/32 becomes 203\.0\.113\.9\/32/);
		t.regex(told, /Downtime: about 3 min\./);
		t.regex(told, /None: the data disk stays\./);
		t.regex(told, /\+62\.78 USD a month/);
		t.regex(told, /\? (not known )?Wait until Wasper is healthy (not known|absent) Can be inspected only/);
		await screen.type('\u001B[C');
		await screen.until(/No checks were needed/);
		await screen.type('\u001B[D');
		await screen.until(/~ change +Network/);
		t.true(screen.text().split('\n').length < rows);
	});
}

test('a look that failed says why, leaves the answers, and is tried again on request', async t => {
	const screen = await open(t, {preview: 'failed'});
	await screen.until(/the plan is not known/);
	await screen.press('tab');
	t.regex(await screen.until(/Azure did not answer/), /Check the network/);
	await screen.type('r');
	await screen.until(/Azure did not answer/);
	await screen.press('enter');
	t.is(await screen.exited, 0);
	t.regex(screen.scrollback().replaceAll('\n', ''), /ended: azure .* unchecked/, 'the run itself will ask what could not be asked here');
});
