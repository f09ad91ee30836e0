import {readFile, writeFile} from 'node:fs/promises';
import path from 'node:path';
import test, {type ExecutionContext} from 'ava';
import {runEvent} from '../../source/runner/events.ts';
import {emptyHome} from '../support/environment.ts';
import {rehearse} from './rehearsal.ts';
import {openTerminal, unasked} from './terminal.ts';

/** Seconds that a run may take to come to its question on a busy computer. */
const patience = 60;

/** Azure signs everybody out while the machine is made, and the secret has expired by then. */
const signedOut = [
	{operation: 'azure PUT virtualMachines', signIn: 'ended'},
	{operation: 'identity POST token', nth: 2, signIn: '7000222'},
];

async function run(t: ExecutionContext, faults: unknown[], size: {columns?: number; rows?: number} = {}) {
	const home = await emptyHome(t);
	const file = path.join(home, 'faults.json');
	const log = path.join(home, 'log');
	await writeFile(file, JSON.stringify({faults}));
	const screen = await openTerminal(t, {home, flags: [...unasked, '--sandbox-faults', file, '--log-file', log], ...size});
	return {
		home,
		screen,
		async events() {
			const lines = await readFile(log, 'utf8');
			return lines
				.trim()
				.split('\n')
				.map(line => runEvent.parse(JSON.parse(line)));
		},
	};
}

for (const [columns, rows] of [
	[80, 24],
	[40, 12],
] as const) {
	test(`a sign-in that ends in the middle of a run is renewed by a code, and the run continues where it was (${columns}×${rows})`, async t => {
		const {screen, events} = await run(t, signedOut, {columns, rows});
		await screen.until(/principal\s+has\s+expired/, patience);
		await screen.press('up', 'enter');
		const shown = await screen.until(/enter\s+the\s+code\s+[\dA-F]{9}/, patience);
		const code = /code\s+([\dA-F]{9})/.exec(shown)?.[1] ?? '';
		t.is(await screen.exited, 0);
		t.regex(screen.scrollback(), /Wasper\s+answers\s+at/);
		const seen = await events();
		const asked = seen.flatMap(event => (event.type === 'question.asked' ? event.question.id : []));
		t.deepEqual(asked, ['signIn.ended', 'signIn.code'], 'one question, however many steps wait for its answer');
		t.notRegex(JSON.stringify(seen), new RegExp(code), 'the log says that a code was shown, and not which');
		t.regex(JSON.stringify(seen), /A sign-in code for \S+ was shown/);
		const applied = seen.flatMap(event => (event.type === 'step.started' && event.action === 'apply' ? event.step : []));
		t.deepEqual(applied, [...new Set(applied)], 'no step was begun twice');
		t.false(seen.some(event => event.type === 'step.failed' || event.type === 'step.retrying'));
	});
}

test('a token that Azure refuses is renewed without a question where the secret still counts', async t => {
	const home = await emptyHome(t);
	const {code, events} = await rehearse(t, {home, faults: [{operation: 'azure PUT virtualMachines', signIn: 'ended'}]});
	t.is(code, 0);
	t.false(events.some(event => event.type === 'question.asked'));
});

test('"stop" ends the run with its reason and exit code 3, does not ask again, and the next run continues', async t => {
	const {screen, home, events} = await run(t, signedOut);
	await screen.until(/principal\s+has\s+expired/, patience);
	await screen.press('enter');
	t.is(await screen.exited, 3);
	t.regex(screen.scrollback(), /principal\s+has\s+expired/);
	t.is((await events()).filter(event => event.type === 'question.asked').length, 1);
	const again = await rehearse(t, {home});
	t.is(again.code, 0);
	t.is(again.outcomes['azure.network'], 'kept');
	t.is(again.outcomes['azure.machine'], 'created');
});

test('where nobody can be asked the run ends with its reason and exit code 3, and the next run continues', async t => {
	const home = await emptyHome(t);
	const {code, end} = await rehearse(t, {home, faults: signedOut});
	t.is(code, 3);
	t.is(end.error?.code, 'AADSTS7000222');
	t.is((await rehearse(t, {home})).code, 0);
});

test('a code that is declined or expires is reported, and another way to sign in can be taken', async t => {
	const {screen} = await run(t, [
		...signedOut,
		{operation: 'identity POST token', nth: 3, signIn: 'authorization_declined'},
		{operation: 'identity POST token', nth: 4, signIn: 'expired_token'},
	]);
	await screen.until(/principal\s+has\s+expired/, patience);
	await screen.press('up', 'enter');
	await screen.until(/declined/, patience);
	await screen.press('up', 'enter');
	await screen.until(/expired\s+before/, patience);
	await screen.press('up', 'enter');
	t.is(await screen.exited, 0);
});

test('a run that waits for a sign-in ends on SIGTERM', async t => {
	const {screen} = await run(t, signedOut);
	await screen.until(/principal\s+has\s+expired/, patience);
	screen.signal('SIGTERM');
	t.is(await screen.exited, 130);
});

/** A machine that stands, and its `stop --deallocate` in a terminal: Azure signs everybody out on the way. */
async function stopping(t: ExecutionContext, faults: unknown[], flags: string[] = []) {
	const home = await emptyHome(t);
	t.is((await rehearse(t, {home})).code, 0);
	const file = path.join(home, 'faults.json');
	const log = path.join(home, 'log');
	await writeFile(file, JSON.stringify({faults}));
	const words = ['stop', '--deallocate', '--sandbox', '--sandbox-faults', file, '--log-file', log, ...flags];
	return {log, screen: await openTerminal(t, {home, flags: words})};
}

const signedOutWhileStopping = [{...signedOut[0], operation: 'azure POST virtualMachines/deallocate'}, signedOut[1]];

for (const [face, flags, answer] of [
	['a terminal', [], '\u001B[A\r'],
	['lines for screen readers', ['--accessible'], '1\r'],
] as const) {
	test(`an operation whose sign-in ends in its middle asks for another one in ${face}, and goes on`, async t => {
		const {screen, log} = await stopping(t, signedOutWhileStopping, [...flags]);
		await screen.until(/principal\s+has\s+expired[^]*Stop here/, patience);
		await screen.type(answer);
		const shown = await screen.until(/enter\s+the\s+code\s+[\dA-F]{9}/, patience);
		t.is(await screen.exited, 0, screen.scrollback());
		t.regex(screen.scrollback(), /is deallocated/);
		t.false((await readFile(log, 'utf8')).includes(/code\s+([\dA-F]{9})/.exec(shown)?.[1] ?? ''));
	});
}

test('an operation that the operator stops ends with a sentence', async t => {
	const {screen} = await stopping(t, signedOutWhileStopping);
	await screen.until(/principal\s+has\s+expired[^]*Stop here/, patience);
	await screen.press('ctrlC');
	t.is(await screen.exited, 3);
	t.regex(screen.scrollback(), /principal\s+has\s+expired/);
});
