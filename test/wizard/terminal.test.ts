import {fileURLToPath} from 'node:url';
import test, {type ExecutionContext} from 'ava';
import {goodToken} from '../answers/source-double.ts';
import {cleanEnvironment, emptyHome} from '../support/environment.ts';
import {Screen} from '../support/screen.ts';

const fixture = fileURLToPath(new URL('fixtures/wizard.ts', import.meta.url));

interface OpenOptions {
	columns?: number;
	rows?: number;
	given?: string[];
	environment?: NodeJS.ProcessEnv;
}

async function open(t: ExecutionContext, {columns = 80, rows = 24, given = [], environment = {}}: OpenOptions = {}): Promise<Screen> {
	return new Screen(t, {
		command: process.execPath,
		arguments: ['--import=tsx', fixture, ...given],
		environment: cleanEnvironment(await emptyHome(t), environment),
		folder: fileURLToPath(new URL('../..', import.meta.url)),
		columns,
		rows,
	});
}

/** From the first screen to the review, taking what is proposed wherever something is. */
async function answerAll(screen: Screen): Promise<void> {
	await screen.until(/❯ Azure/);
	await screen.press('enter');
	await screen.until(/❯ Azure CLI/);
	await screen.press('enter');
	await screen.until(/❯ East US/);
	await screen.press('enter');
	await screen.until(/❯ D2as_v5/);
	await screen.press('enter');
	await screen.until(/paste it here/);
	await screen.paste(`${goodToken}\n`);
	await screen.press('enter');
	await screen.until(/Zones that/);
	await screen.type('wasper.example.com');
	await screen.until(/In zone/);
	await screen.press('enter');
	await screen.until(/198\.51\.100\.7/);
	await screen.press('enter');
	await screen.until(/❯ \/home\/ada/);
	await screen.press('enter');
	await screen.until(/❯ Activepieces/);
	await screen.press('enter');
	await screen.until(/❯ ada@example\.com/); // the placeholder
	await screen.type('ada@example.com');
	await screen.press('enter');
	await screen.until(/❯ Wasper Owner/);
	await screen.press('enter');
	await screen.until(/24 characters/);
	await screen.press('enter');
	await screen.until(/❯ ada@example\.com/);
	await screen.press('enter');
	await screen.until(/❯ 150/);
	await screen.press('enter');
	await screen.until(/❯ Create (it|all of this)/);
}

for (const [columns, rows] of [
	[80, 24],
	[40, 12],
	[200, 60],
] as const) {
	test(`all questions can be answered and confirmed at ${columns}×${rows}, and a record without secrets stays`, async t => {
		const screen = await open(t, {columns, rows});
		await answerAll(screen);
		const review = screen.text().split('\n');
		t.regex(review[0] ?? '', /Wasper on Azure/, 'the header is on the first row: nothing has scrolled');
		t.true(review.length < rows);
		t.regex(review.at(-1) ?? '', /Enter confirm/);
		t.regex(screen.text(), /107\.59 of 150\.00/);
		await screen.press('enter');
		t.is(await screen.exited, 0);
		const left = screen.scrollback();
		t.regex(left, /✔ Domain:? +wasper\.example\.com/);
		t.regex(left.replaceAll('\n', ''), /ended: azure eastus Standard_D2as_v5 wasper\.example\.com ada@example\.com 150/);
		t.notRegex(left, new RegExp(goodToken));
		t.notRegex(left, /Which region/, 'the screens themselves are gone');
	});
}

test('Back keeps what was typed, and Esc on a sign-in stops it', async t => {
	const screen = await open(t);
	await screen.until(/❯ Azure/);
	await screen.press('enter');
	await screen.until(/❯ Azure CLI/);
	await screen.press('down', 'down', 'enter');
	await screen.until(/B7QK2M9XR/);
	t.regex(screen.text(), /valid for 1[45]:\d\d/);
	await screen.press('escape');
	await screen.until(/❯ Device code/);
	await screen.press('up', 'up', 'enter');
	await screen.until(/❯ East US/);
	await screen.press('down');
	await screen.until(/❯ East US 2/);
	await screen.press('escape');
	await screen.until(/❯ Azure CLI/);
	await screen.press('enter');
	await screen.until(/❯ East US 2/);
	t.pass();
});

test('a device code is shown large, counted down, and copied through the terminal with C', async t => {
	const screen = await open(t, {given: ['--sign-in', 'device-code'], environment: {WASPER_TARGET: 'azure'}});
	const copied: string[] = [];
	screen.terminal.parser.registerOscHandler(52, data => copied.push(data) > 0);
	t.regex(await screen.until(/██████ {2,}██████/), /enter B7QK2M9XR/);
	t.regex(screen.text(), /valid for 1[45]:\d\d/);
	await screen.type('c');
	await screen.until(/Copied/);
	t.is(Buffer.from(copied[0]?.split(';')[1] ?? '', 'base64').toString(), 'B7QK2M9XR');
});

test('in a low window the code is said in one line', async t => {
	const screen = await open(t, {columns: 40, rows: 12, given: ['--sign-in', 'device-code'], environment: {WASPER_TARGET: 'azure'}});
	t.notRegex(await screen.until(/enter B7QK2M9XR[^]*valid for/), /█/);
});

for (const [columns, rows] of [
	[80, 24],
	[40, 12],
] as const) {
	test(`a guest of several tenants signs in to one of them from the list of subscriptions (${columns}×${rows})`, async t => {
		const screen = await open(t, {
			columns,
			rows,
			given: ['--sign-in', 'device-code'],
			environment: {WASPER_TARGET: 'azure', GUEST: '1'},
		});
		await screen.until(/❯ Agency Ltd/);
		await screen.press('enter');
		await screen.until(/enter\s+B7QK2M9XR/);
		t.regex(await screen.until(/❯ Clients/), /ℹ You are signed in to\s+Agency Ltd/);
		await screen.press('end');
		await screen.until(/❯ Vacant Ltd/);
		await screen.press('enter');
		await screen.until(/can\s+see\s+no\s+subscription/);
		await screen.press('down');
		await screen.until(/❯ Agency Ltd/);
		await screen.press('down', 'enter');
		await screen.until(/Which region/);
		t.pass();
	});
}

test('typing filters a long list, and an Enter inside the same chunk chooses', async t => {
	const screen = await open(t, {given: ['--sign-in', 'azure-cli'], environment: {WASPER_TARGET: 'azure'}});
	await screen.until(/❯ East US/);
	await screen.type('eur');
	t.regex(await screen.until(/4 of 13/), /West Europe +westeurope +80\.30/);
	t.regex(screen.text(), /USD a month for a D2as_v6, today's prices/);
	t.notRegex(screen.text(), /Brazil/);
	await screen.press('backspace', 'backspace', 'backspace');
	await screen.type('japan\r');
	t.regex(await screen.until(/❯ D2as_v5/), /D2as_v5 .* 62\.78/);
	t.regex(screen.text(), /Which VM size/);
});

test('an unavailable size says why on request and cannot be chosen', async t => {
	const screen = await open(t, {given: ['--sign-in', 'azure-cli', '--region', 'eastus'], environment: {WASPER_TARGET: 'azure'}});
	await screen.until(/❯ D2as_v5/);
	await screen.press('up');
	await screen.until(/❯ D8as_v5/);
	t.notRegex(screen.text(), /quota/);
	await screen.press('tab');
	await screen.until(/The quota for this family is 4 vCPU/);
	await screen.press('enter');
	t.regex(screen.text(), /Which VM size/);
});

test('the release question says what each set holds, proposes the recommended one and takes the other', async t => {
	const screen = await open(t, {
		given: [
			'--sign-in',
			'azure-cli',
			'--region',
			'eastus',
			'--size',
			'D2as_v5',
			'--domain',
			'wasper.example.com',
			'--ssh-from',
			'*',
			'--ssh-key',
			'/keys/id',
		],
		environment: {WASPER_TARGET: 'azure', CLOUDFLARE_API_TOKEN: goodToken},
	});
	const proposed = await screen.until(/❯ Activepieces 0\.85\.2 +PostgreSQL 17 with pgvector, Redis 7\.4 +recommended/);
	t.regex(proposed, /Activepieces 0\.71\.2 +PostgreSQL 14, Redis 7\.4 +reference/);
	t.regex(proposed, /right for every new\s+deployment/);
	await screen.press('down');
	await screen.until(/original server that was set up/);
	await screen.press('enter');
	await screen.until(/the owner's e-mail address/);
});

test('a refused token and a pasted address are explained, and Tab takes the suggested answer', async t => {
	const screen = await open(t, {
		given: ['--sign-in', 'azure-cli', '--region', 'eastus', '--size', 'D2as_v5'],
		environment: {WASPER_TARGET: 'azure'},
	});
	await screen.until(/paste it here/);
	await screen.paste('not-the-right-token');
	t.notRegex(screen.text(), /not-the-right/);
	await screen.press('enter');
	await screen.until(/Cloudflare refuses this token/);
	await screen.type('\u0015'); // Ctrl+U empties the field
	await screen.paste(goodToken);
	await screen.press('enter');
	await screen.until(/Zones that your token has access to: example\.com/);
	await screen.type('https://wasper.example.com/x');
	await screen.press('enter');
	await screen.until(/without\s+scheme/);
	await screen.press('tab');
	await screen.until(/In zone example\.com/);
	await screen.type('\u0015');
	await screen.type('wasper.example.net');
	await screen.press('enter');
	await screen.until(/not in any of the zones/);
	t.pass();
});

test('a wrong flag is reported on the screen of its question', async t => {
	const screen = await open(t, {given: ['--sign-in', 'azure-cli', '--region', 'mars'], environment: {WASPER_TARGET: 'azure'}});
	await screen.until(/“mars” is not a valid region for this subscription/);
	await screen.press('enter');
	await screen.until(/Which VM size/);
	t.pass();
});

// The first is asked ahead, and nobody sees it fail.
test('a lookup that failed says why and is tried again on request', async t => {
	const screen = await open(t, {given: ['--sign-in', 'azure-cli'], environment: {WASPER_TARGET: 'azure', FAIL_REGIONS: '2'}});
	await screen.until(/Azure did not answer within 30 seconds/);
	t.regex(screen.text(), /Check the network/);
	await screen.press('enter');
	await screen.until(/❯ East US/);
	t.pass();
});

test('an answer is changed from the review, and Back from the change undoes it', async t => {
	const given = [
		'--sign-in',
		'azure-cli',
		'--region',
		'eastus',
		'--size',
		'D2as_v5',
		'--domain',
		'wasper.example.com',
		'--owner-email',
		'ada@example.com',
		'--release',
		'recommended',
	];
	const screen = await open(t, {
		given: [
			...given,
			'--owner-name',
			'Ada Lovelace',
			'--certificate-contact',
			'ada@example.com',
			'--budget',
			'100',
			'--ssh-from',
			'*',
			'--ssh-key',
			'/keys/new',
		],
		environment: {WASPER_TARGET: 'azure', CLOUDFLARE_API_TOKEN: goodToken, WASPER_OWNER_PASSWORD: 'correct horse'},
	});
	await screen.until(/❯ Create all of this/);
	t.regex(screen.text(), /107\.59 of 100\.00 USD a month, over/);
	await screen.press('up');
	await screen.until(/❯ Budget/);
	await screen.press('enter');
	await screen.until(/Monthly budget/);
	await screen.press('escape');
	await screen.until(/107\.59 of 100\.00/);
	await screen.press('up', 'enter');
	await screen.until(/Monthly budget[^]*❯ 100/);
	await screen.type('\u0015');
	await screen.type('200');
	await screen.press('enter');
	await screen.until(/107\.59 of 200\.00/);
	t.notRegex(screen.scrollback(), /correct horse/);
});

test('a resize redraws cleanly: one header, nothing of the old frame', async t => {
	const screen = await open(t, {columns: 100, rows: 30});
	await screen.until(/❯ Azure/);
	await screen.press('enter');
	await screen.until(/❯ Azure CLI/);
	for (const [columns, rows] of [
		[40, 12],
		[200, 60],
		[62, 15],
		[80, 24],
	] as const) {
		screen.resize(columns, rows);
		await screen.until(text => {
			const lines = text.split('\n');
			return (
				lines.length < rows &&
				lines.every(line => line.length <= columns) &&
				lines[0]!.length > Math.min(columns, 160) - 4 &&
				/Enter choose/.test(lines.at(-1) ?? '')
			);
		});
		t.is(screen.text().match(/Wasper on Azure/g)?.length, 1, `${columns}×${rows}`);
		t.is(screen.text().match(/How do you want/g)?.length, 1, `${columns}×${rows}`);
	}
});

test('Ctrl+C leaves at once, with a clear line and the screen as it was', async t => {
	const screen = await open(t);
	await screen.until(/❯ Azure/);
	await screen.press('ctrlC');
	t.is(await screen.exited, 0);
	t.is(screen.scrollback(), 'Wizard closed. Nothing was created.\nended: quit');
});

test('without colours wanted there are none', async t => {
	const screen = await open(t, {environment: {NO_COLOR: '1'}});
	await screen.until(/❯ Azure/);
	const {active} = screen.terminal.buffer;
	for (let row = 0; row < 24; row++) {
		for (let column = 0; column < 80; column++) {
			const cell = active.getLine(row)?.getCell(column);
			t.true(cell === undefined || (cell.isFgDefault() && cell.isBgDefault()), `row ${row} column ${column}`);
		}
	}
});

test('a terminal without Unicode gets ASCII', async t => {
	const screen = await open(t, {environment: {LANG: 'C'}});
	// eslint-disable-next-line no-control-regex -- the whole screen must be plain ASCII
	t.regex(await screen.until(/> Azure/), /^[\u0000-\u007F]+$/);
});

test('a rehearsal says that nothing real is created, and brings its own token', async t => {
	const screen = await open(t, {
		given: ['--sandbox', '--region', 'eastus', '--size', 'D2as_v5'],
		environment: {CLOUDFLARE_API_TOKEN: 'a-real-token'},
	});
	await screen.until(/The rehearsal uses its own token/);
	t.regex(screen.text(), /Wasper \(rehearsal\)/);
	await screen.press('enter');
	await screen.until(/Which domain/);
	t.pass();
});

test('for a screen reader a secret is not echoed and Ctrl+C leaves', async t => {
	const screen = await open(t, {
		given: ['--accessible', '--sign-in', 'azure-cli', '--region', 'eastus', '--size', 'D2as_v5'],
		environment: {WASPER_TARGET: 'azure'},
	});
	await screen.until(/not shown:/);
	await screen.type('nearly-a-token\u007F\r');
	await screen.until(/Problem: Cloudflare refuses this token/);
	t.notRegex(screen.scrollback(), /nearly/);
	await screen.until(/refuses[\s\S]*not shown: *$/);
	await screen.press('ctrlC');
	t.is(await screen.exited, 0);
	t.regex(screen.scrollback(), /Nothing was created\.\nended: quit/);
});
