import {spawnSync} from 'node:child_process';
import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import test, {type ExecutionContext} from 'ava';
import {runCli} from '../support/cli.ts';
import {cleanEnvironment} from '../support/environment.ts';
import {Screen} from '../support/screen.ts';

/** How each shell is started at a prompt that has the script. */
const prompts = {
	bash: {flags: ['--norc', '--noprofile', '-i'], setUp: `PS1='$ '; bind 'set show-all-if-ambiguous on'; source ./script; clear`},
	zsh: {flags: ['-f', '-i'], setUp: `PS1='$ '; autoload -Uz compinit && compinit -u -D; source ./script; clear`},
};

/** A shell at its prompt, with the completion loaded; undefined, with a word, where it is not installed. */
async function openShell(t: ExecutionContext, shell: keyof typeof prompts): Promise<Screen | undefined> {
	if (spawnSync(shell, ['--version']).error) {
		t.log(`${shell} is not installed here`);
		t.pass();
		return undefined;
	}

	const folder = await mkdtemp(join(tmpdir(), 'completion-'));
	t.teardown(() => rm(folder, {recursive: true}));
	const {stdout, code} = await runCli(t, ['completion', shell]);
	t.is(code, 0);
	await writeFile(join(folder, 'script'), stdout);
	await writeFile(join(folder, 'saved-plan.json'), '');
	const {flags, setUp} = prompts[shell];
	const screen = new Screen(t, {command: shell, arguments: flags, environment: cleanEnvironment(folder), folder});
	await screen.type(`${setUp}\r`);
	await screen.until(/^\$ ?\s*$/);
	return screen;
}

/** What is typed, and what stands on the screen after Tab: the completed line, or the words to choose from. */
const cases: Array<[typed: string, shown: RegExp]> = [
	['st', /start[^]*stats[^]*status[^]*stop/],
	['logs ', /app[^]*nginx[^]*postgres[^]*redis/],
	['logs --fo', /create-wasper-azure logs --follow/],
	['plan --format ', /arm[^]*terraform/],
	['help tear', /create-wasper-azure help teardown/],
	['completion po', /create-wasper-azure completion powershell/],
	['--os', /create-wasper-azure --os-disk/],
	['create --os-disk st', /create-wasper-azure create --os-disk standard-ssd/],
	['apply sav', /create-wasper-azure apply saved-plan\.json/],
];

for (const shell of ['bash', 'zsh'] as const) {
	test(`a real ${shell} completes commands, flags, values and files`, async t => {
		const screen = await openShell(t, shell);
		for (const [typed, shown] of screen ? cases : []) {
			// oxlint-disable no-await-in-loop -- One prompt, one line after the other.
			await screen!.type(`create-wasper-azure ${typed}\t`);
			t.regex(await screen!.until(shown, 20), shown, typed);
			// Ctrl+U empties the line.
			await screen!.type('\u0015clear\r');
			await screen!.until(/^\$ ?\s*$/);
			// oxlint-enable no-await-in-loop
		}
	});
}
