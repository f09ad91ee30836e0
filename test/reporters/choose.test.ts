import {execFile} from 'node:child_process';
import {fileURLToPath} from 'node:url';
import {promisify} from 'node:util';
import test from 'ava';
import {chooseFace, type Face, type FaceWishes} from '../../source/reporters/choose.ts';

const table: Array<[title: string, wishes: Partial<FaceWishes>, environment: NodeJS.ProcessEnv, isTTY: boolean, expected: Face]> = [
	['a terminal', {}, {TERM: 'xterm-256color'}, true, 'checklist'],
	['no terminal', {}, {TERM: 'xterm-256color'}, false, 'plain'],
	['a dumb terminal', {}, {TERM: 'dumb'}, true, 'plain'],
	['CI', {}, {CI: 'true', TERM: 'xterm'}, true, 'plain'],
	['CI=false', {}, {CI: 'false', TERM: 'xterm'}, true, 'checklist'],
	['--plain', {plain: true}, {}, true, 'plain'],
	['--json', {json: true}, {}, true, 'ndjson'],
	['--json --accessible', {json: true, accessible: true}, {}, true, 'ndjson'],
	['--accessible', {accessible: true}, {}, true, 'accessible'],
	['--accessible in CI', {accessible: true}, {CI: '1'}, false, 'accessible'],
];

for (const [title, wishes, environment, isTTY, expected] of table) {
	test(`${title} gets the face ${expected}`, t => {
		t.is(chooseFace({json: false, plain: false, accessible: false, ...wishes}, environment, {isTTY}), expected);
	});
}

test('faces without a checklist never load Ink or React', async t => {
	const {stdout} = await promisify(execFile)(
		process.execPath,
		['--import=tsx', fileURLToPath(new URL('fixtures/loaded.ts', import.meta.url))],
		{timeout: 20_000},
	);
	t.deepEqual(JSON.parse(stdout), []);
});
