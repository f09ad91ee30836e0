import {readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import test from 'ava';
import {emptyHome} from '../support/environment.ts';
import {rehearse} from './rehearsal.ts';

test('a machine that an older version of this tool set up gets the new wasperctl first, and is then found in order', async t => {
	const home = await emptyHome(t);
	const state = join(home, 'sandbox');
	t.is((await rehearse(t, {home, flags: ['--sandbox-state', state]})).code, 0);
	const file = join(state, 'host-machines.table.json');
	const machines = Object.entries(JSON.parse(await readFile(file, 'utf8')) as Record<string, object>);
	const older = machines.map(([id, machine]) => [id, {...machine, program: '0.0.9+old', protocol: undefined}]);
	await writeFile(file, JSON.stringify(Object.fromEntries(older)));

	const {code, events, outcomes, stderr} = await rehearse(t, {home, flags: ['--sandbox-state', state]});
	t.is(code, 0, stderr);
	const applied = Object.entries(outcomes).filter(([, outcome]) => outcome !== 'ok' && outcome !== 'kept');
	t.deepEqual(
		applied.map(([id]) => id),
		['host.program'],
		JSON.stringify(outcomes),
	);
	t.true(events.some(event => event.type === 'step.output' && event.line.startsWith('Installing wasperctl ')));
});
