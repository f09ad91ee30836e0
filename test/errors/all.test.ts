import {readFile} from 'node:fs/promises';
import test from 'ava';
import {groups} from './cases/index.ts';
import {rowOf} from './row.ts';
import {see} from './see.ts';

const table = await readFile(new URL('messages.md', import.meta.url), 'utf8');

for (const [title, cases] of groups) {
	for (const [index, given] of cases.entries()) {
		test(`${title} ${index + 1}, ${given.code} (${given.shape}): the screen says what the table says`, async t => {
			const seen = await see(given);
			t.true(table.split('\n').includes(rowOf(given, seen)), rowOf(given, seen));
			for (const sentence of [seen.cause, seen.outcome, seen.next].filter(part => !/…|300 s/.test(part))) {
				t.true(seen.screen.includes(sentence.replaceAll(/\s+/g, ' ')), `${sentence}\n${seen.screen}`);
			}

			t.true([1, 3, 4].includes(seen.exitCode ?? -1), `exit code ${seen.exitCode}`);
			t.notRegex(seen.screen, /\bat .*\.(?:ts|js|cjs):\d/, 'no stack trace');
		});
	}
}
