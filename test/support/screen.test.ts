import test, {type ExecutionContext} from 'ava';
import {cleanEnvironment, emptyHome} from './environment.ts';
import {png, svg} from './picture.ts';
import {Screen} from './screen.ts';

async function openShell(t: ExecutionContext, script: string): Promise<Screen> {
	const environment = cleanEnvironment(await emptyHome(t));
	return new Screen(t, {command: 'bash', arguments: ['-c', script], environment, columns: 60, rows: 10});
}

test('a program is seen as a person sees it: what it draws, what is typed, how it ends', async t => {
	const screen = await openShell(t, 'printf "Your name? "; read name; echo "Hello $name"; exit 3');
	await screen.until(/Your name\?/);
	await screen.type('Ada');
	await screen.press('enter');
	await screen.until(/Hello Ada/);
	t.is(await screen.exited, 3);
});

test('everything a program wrote is on the screen when it has ended', async t => {
	const screen = await openShell(t, 'seq 1 500');
	t.is(await screen.exited, 0);
	t.regex(screen.text(), /\n500$/);
	t.regex(screen.scrollback(), /^1\n2\n3\n/);
});

test('a screen that never appears is reported with what was there instead', async t => {
	const screen = await openShell(t, 'echo something else; read wait');
	await screen.until(/something/);
	const error = await t.throwsAsync(screen.until(/never/, 0.1));
	t.regex(error?.message ?? '', /never: not seen within 0\.1 s[\s\S]*something else/);
});

test('waiting ends at once when the program ends without what was waited for', async t => {
	const screen = await openShell(t, 'echo bye');
	const error = await t.throwsAsync(screen.until(/never/));
	t.regex(error?.message ?? '', /before the program ended[\s\S]*bye/);
});

test('a program hears of a new window size', async t => {
	const screen = await openShell(t, 'trap "stty size" WINCH; echo ready; while true; do read -r -t 1 || true; done');
	await screen.until(/ready/);
	screen.resize(100, 30);
	t.regex(await screen.until(/30 100/), /30 100/);
});

test('a picture has every sign, with its colour', async t => {
	const screen = await openShell(t, String.raw`printf '\033[32m✔\033[0m ✖ ⠋ ─ │ ░ █ \033[1mbold\033[0m \033[2mdim\033[0m\n'; read wait`);
	await screen.until(/dim/);
	const picture = svg(screen.terminal);
	for (const sign of '✔✖⠋─│░█') {
		t.true(picture.includes(`>${sign}</text>`), sign);
	}

	t.regex(picture, /fill="#79c98a">✔/);
	t.regex(picture, /font-weight="bold">b</);
	t.regex(picture, /opacity="0\.55">d</);
	t.is(png(screen.terminal).subarray(1, 4).toString(), 'PNG');
});
