import {existsSync} from 'node:fs';
import {readFile, writeFile} from 'node:fs/promises';
import path from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';
import test, {type ExecutionContext} from 'ava';
import {emptyHome} from '../support/environment.ts';
import {rehearse} from './rehearsal.ts';
import {openTerminal, unasked} from './terminal.ts';

/** A run in a terminal that is held up while the machine is made. */
async function heldUp(t: ExecutionContext) {
	const home = await emptyHome(t);
	const faults = path.join(home, 'slow.json');
	await writeFile(faults, JSON.stringify({faults: [{operation: 'azure PUT virtualMachines', delay: 1500}]}));
	const screen = await openTerminal(t, {home, flags: [...unasked, '--sandbox-faults', faults, '--log-file', path.join(home, 'log')]});
	await screen.until(/[⠀-⣿] Virtual machine/u);
	return {screen, home};
}

/** The same with Ctrl+C pressed. */
async function interrupted(t: ExecutionContext) {
	const {screen, home} = await heldUp(t);
	await screen.press('ctrlC');
	await screen.until(/Stop this run\?/);
	return {screen, home};
}

const resources = async (home: string) =>
	readFile(path.join(home, '.local/share/create-wasper-azure/sandbox/azure-resources.table.json'), 'utf8');

test('Ctrl+C asks; "finish" lets the running step end, and the next run goes on from there', async t => {
	const {screen, home} = await interrupted(t);
	await screen.press('enter');
	t.is(await screen.exited, 130);
	t.regex(screen.scrollback(), /Stopped after/);
	const again = await rehearse(t, {home});
	t.is(again.code, 0);
	t.is(again.outcomes['azure.machine'], 'kept');
});

test('Ctrl+C, then "remove what this run created", leaves nothing behind', async t => {
	const {screen, home} = await interrupted(t);
	await screen.press('down', 'down', 'enter');
	t.is(await screen.exited, 130);
	t.notRegex(await resources(home), /wasper-/);
});

test('Ctrl+C, then "leave it running", ends at once; the next run takes up what Azure went on with', async t => {
	const {screen, home} = await interrupted(t);
	await screen.press('down', 'enter');
	t.is(await screen.exited, 130);
	const again = await rehearse(t, {home});
	t.is(again.code, 0);
	t.is(again.outcomes['azure.network'], 'kept');
});

test('Ctrl+C, then "go on", goes on to the end', async t => {
	const {screen} = await interrupted(t);
	await screen.press('up', 'enter');
	t.is(await screen.exited, 0);
	t.regex(screen.scrollback(), /Wasper answers at/);
});

test('a run that receives SIGTERM ends at once, and says what became of the work and how to go on', async t => {
	const {screen, home} = await heldUp(t);
	screen.signal('SIGTERM');
	t.is(await screen.exited, 130);
	const end = screen.scrollback().replaceAll(/\s+/g, ' ');
	t.regex(end, /Cause This program received SIGTERM\./);
	t.regex(end, /What was under way goes on by itself\. What was created is kept.* Next Run the same command again to go on/);
	t.is((await rehearse(t, {home})).code, 0);
});

/** A command whose sign-in is never answered, once it waits for that. */
async function lookingUp(t: ExecutionContext) {
	const home = await emptyHome(t);
	const faults = path.join(home, 'slow.json');
	await writeFile(faults, JSON.stringify({faults: [{operation: 'identity POST token', delay: 3_600_000, times: 'always'}]}));
	const screen = await openTerminal(t, {home, flags: [...unasked, '--sandbox-faults', faults]});
	// The sandbox is opened by the first lookup.
	while (!existsSync(path.join(home, '.local/share/create-wasper-azure/sandbox/lock'))) {
		await sleep(20);
	}

	return screen;
}

test('Ctrl+C while the answers are still looked up ends at once, with a sentence', async t => {
	const screen = await lookingUp(t);
	await screen.press('ctrlC');
	t.is(await screen.exited, 130);
	t.regex(screen.scrollback(), /Stopped on request\.\s+Nothing was changed\./);
});

test('a command that receives SIGTERM while the answers are still looked up says so', async t => {
	const screen = await lookingUp(t);
	screen.signal('SIGTERM');
	t.is(await screen.exited, 130);
	t.regex(screen.scrollback(), /received SIGTERM\.\s+Nothing was changed\./);
});
