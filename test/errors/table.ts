import {availableParallelism} from 'node:os';
import {writeFile} from 'node:fs/promises';
import {groups} from './cases/index.ts';
import {rowOf} from './row.ts';
import {see} from './see.ts';

/** Writes the table of all errors to `file`, as the real command shows them now. Takes some minutes. */
export async function writeTable(file: string | URL): Promise<void> {
	const waiting = groups.flatMap(([, cases]) => cases);
	const rows = new Map<object, string>();
	const work = async () => {
		for (let given = waiting.shift(); given; given = waiting.shift()) {
			// oxlint-disable-next-line no-await-in-loop -- as many side by side as there are processors
			rows.set(given, rowOf(given, await see(given)));
			process.stderr.write(`\r${rows.size} `);
		}
	};
	await Promise.all(Array.from({length: availableParallelism()}, work));
	const sections = groups.map(([title, cases]) =>
		[
			`## ${title}`,
			'',
			'| What it says | Why | What became of it | Next |',
			'|---|---|---|---|',
			...cases.map(given => rows.get(given)),
		].join('\n'),
	);
	await writeFile(file, [...head, ...sections].join('\n\n') + '\n');
}

const head = [
	'# Errors',
	"What create-wasper-azure says when Azure, Microsoft's sign-in, Cloudflare, Let's Encrypt, SSH, Docker or Wasper itself says no. Written by `npm run catalogue`: every line was read off the screen of the real command, to which a stand-in had said it in its real shape. `npm run test:errors` holds the command against these lines. The sentences are data, in `assets/errors`.",
];
