import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import type {ExecutionContext} from 'ava';

/** An empty home in the temporary folder, removed when the test ends. */
export async function emptyHome(t: ExecutionContext): Promise<string> {
	const home = await mkdtemp(path.join(tmpdir(), 'wasper-home-'));
	t.teardown(() => rm(home, {recursive: true, force: true}));
	return home;
}

/**
 * The environment of an operator who has set nothing: `home` is empty, and neither CI, colours nor credentials of whoever
 * runs the tests leak in. CI in particular would make Ink draw its last frame only.
 */
export function cleanEnvironment(home: string, extra: NodeJS.ProcessEnv = {}): Record<string, string> {
	const environment: NodeJS.ProcessEnv = {
		PATH: process.env['PATH'],
		HOME: home,
		XDG_CONFIG_HOME: path.join(home, '.config'),
		XDG_CACHE_HOME: path.join(home, '.cache'),
		XDG_DATA_HOME: path.join(home, '.local/share'),
		XDG_STATE_HOME: path.join(home, '.local/state'),
		TERM: 'xterm-256color',
		LANG: 'C.UTF-8',
		...extra,
	};
	return Object.fromEntries(Object.entries(environment).filter((entry): entry is [string, string] => entry[1] !== undefined));
}
