import {tmpdir} from 'node:os';
import {fileURLToPath} from 'node:url';
import test from 'ava';
import {cleanEnvironment} from '../support/environment.ts';
import {Screen} from '../support/screen.ts';

const fixture = fileURLToPath(new URL('fixtures/checklist.ts', import.meta.url));

interface Teardown {
	teardown(end: () => void): void;
}

const open = (t: Teardown, scene: string, columns: number, rows: number, environment: Record<string, string> = {}) =>
	new Screen(t, {
		command: process.execPath,
		arguments: ['--import=tsx', fixture, scene],
		environment: cleanEnvironment(tmpdir(), environment),
		columns,
		rows,
	});

const times = (text: string, pattern: RegExp) => text.match(new RegExp(pattern, 'gm'))?.length ?? 0;
const footer = /^\d+( of |\/)24 ·/m;

test.serial('a running checklist ticks in place, and only finished planes reach the scrollback', async t => {
	const screen = open(t, 'late', 80, 24);
	const first = await screen.until(/14 of 24 · 1 min (\d\d) s/);
	await screen.until(text => footer.test(text) && /1 min \d\d s/.exec(text)?.[0] !== /1 min \d\d s/.exec(first)?.[0]);
	const all = screen.scrollback();
	t.is(times(all, /^Setting up Wasper at wasper\.example\.com$/), 1);
	t.is(times(all, /^Azure {2}8 of 8/), 1);
	t.is(times(all, /^ +. Docker +/), 1, all);
	t.is(times(all, footer), 1, all);
});

for (const [columns, rows] of [
	[40, 12],
	[80, 24],
	[200, 60],
] as const) {
	test.serial(`Ctrl+C asks and the run goes on to its end, at ${columns}×${rows}`, async t => {
		const screen = open(t, 'late', columns, rows);
		await screen.until(footer);
		await screen.press('ctrlC');
		const asked = await screen.until(/4 Continue/);
		t.regex(asked, /\? Stop this run\?/);
		t.regex(asked, /❯ 1 Finish the steps in progress/);
		t.regex(asked, /Docker/);
		await screen.press('up');
		await screen.until(/❯ 4 Continue/);
		await screen.press('enter');
		t.is(await screen.exited, 0);
		const all = screen.scrollback();
		t.is(times(all, /Wasper answers at/), 1);
		t.is(times(all, /^Machine {2}10 of 10/), 1);
		t.is(times(all, /Stop this run/), 0, 'the question leaves nothing behind');
		t.is(times(all, footer), 0, 'the live part leaves nothing behind');
		t.is(times(all, /✔ /), 25, 'each step once, and the headline');
	});
}

test.serial('a second Ctrl+C, while asked, takes the safest answer', async t => {
	const screen = open(t, 'midway', 80, 24);
	await screen.until(footer);
	await screen.press('ctrlC');
	await screen.until(/Stop this run/);
	await screen.press('ctrlC');
	t.is(await screen.exited, 0);
	t.regex(screen.scrollback(), /Answered: finish\./);
});

test.serial('a number and Enter that arrive as one piece are an answer', async t => {
	const screen = open(t, 'midway', 80, 24);
	await screen.until(footer);
	await screen.press('ctrlC');
	await screen.until(/Stop this run/);
	await screen.type('3\r');
	await screen.exited;
	t.regex(screen.scrollback(), /Answered: remove\./);
});

test.serial('a failed run ends with its cause, what is left and the next command', async t => {
	const screen = open(t, 'failing', 80, 40);
	await screen.until(/✖ Virtual machine/);
	await screen.press('ctrlC');
	await screen.until(/Stop this run/);
	await screen.type('4\r');
	await screen.exited;
	const all = screen.scrollback();
	t.regex(all, /✖ Virtual machine failed, 31 s into the run\./);
	t.regex(all, /Next +create-wasper-azure --region westeurope/);
	t.regex(all, /^Machine {2}0 of 10 not started$/m);
	t.is(times(all, footer), 0);
});

test.serial('a resize redraws cleanly: nothing is drawn twice, whatever the width', async t => {
	const screen = open(t, 'late', 100, 40);
	await screen.until(footer);
	for (const [columns, rows, mark] of [
		[70, 40, /description…$/m],
		[120, 40, /what is inside of it$/m],
		[80, 34, /what is…$/m],
	] as const) {
		screen.resize(columns, rows);
		await screen.until(mark);
		const all = screen.scrollback();
		t.is(times(all, footer), 1, `${columns}×${rows}:\n${all}`);
		t.is(times(all, /^Machine {2}4 of 10/), 1, `${columns}×${rows}:\n${all}`);
		t.is(times(all, /^Azure {2}8 of 8/), 1, `${columns}×${rows}:\n${all}`);
	}
});

test.serial('a window made very small shows a small checklist at once', async t => {
	const screen = open(t, 'late', 100, 40);
	await screen.until(footer);
	screen.resize(40, 12);
	const text = await screen.until(/14\/24 ·/);
	t.is(times(text, /^Machine {2}4 of 10/), 1, text);
	t.is(times(screen.scrollback(), /14\/24 ·/), 1);
	t.true(times(screen.scrollback(), /^Machine {2}4 of 10/) <= 2, 'at most what the terminal itself pushed up is left above');
	t.is(times(screen.scrollback(), /^Azure {2}8 of 8/), 1);
});

test.serial('a step that is tried again counts down', async t => {
	const screen = open(t, 'retrying', 80, 24);
	await screen.until(/↻ Virtual machine.*trying again/);
	const seconds = Number(/again in (\d+) s/.exec(await screen.until(/again in \d+ s: Azure answered 429/))?.[1]);
	await screen.until(text => Number(/again in (\d+) s/.exec(text)?.[1]) < seconds);
	t.pass();
});

test.serial('a fault in the drawing does not end the run: plain lines take over, and ask as well', async t => {
	const screen = open(t, 'broken', 80, 24);
	await screen.until(/The checklist could not be drawn; the run goes on in plain lines\./);
	await screen.press('ctrlC');
	await screen.until(/Type a number from 1 to 4/);
	await screen.type('4\r');
	t.is(await screen.exited, 0);
	const all = screen.scrollback();
	t.regex(all, /Wasper answers at/);
	t.notRegex(all, /Error|at .*\.tsx?:/);
});

const colors = (screen: Screen): number => {
	const {active} = screen.terminal.buffer;
	let colored = 0;
	for (let row = 0; row < screen.terminal.rows; row++) {
		for (let column = 0; column < screen.terminal.cols; column++) {
			const cell = active.getLine(active.baseY + row)?.getCell(column);
			colored += cell && !(cell.isFgDefault() && cell.isBgDefault()) ? 1 : 0;
		}
	}

	return colored;
};

test.serial('NO_COLOR leaves no coloured cell, and without it there are some', async t => {
	const [plain, colored] = [open(t, 'failing', 80, 24, {NO_COLOR: '1'}), open(t, 'failing', 80, 24)];
	await Promise.all([plain.until(footer), colored.until(footer)]);
	t.is(colors(plain), 0);
	t.true(colors(colored) > 0);
});
