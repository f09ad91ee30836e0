import {writeFile} from 'node:fs/promises';
import {groups} from './cases/index.ts';
import {rowOf} from './row.ts';
import {see} from './see.ts';

/** Writes the table of all errors to `file`, as the real command shows them now. Takes some minutes. */
export async function writeTable(file: string | URL): Promise<void> {
	let told = 0;
	const sections = groups.map(async ([title, cases]) => {
		const rows = cases.map(async given => {
			const row = rowOf(given, await see(given));
			process.stderr.write(`\r${++told} `);
			return row;
		});
		return [`## ${title}`, '', '| What it says | Why | What became of it | Next |', '|---|---|---|---|', ...(await Promise.all(rows))].join(
			'\n',
		);
	});
	await writeFile(file, [...head, ...(await Promise.all(sections))].join('\n\n') + '\n');
}

const head = [
	'# Errors',
	"What create-wasper-azure says when Azure, Microsoft's sign-in, Cloudflare, Let's Encrypt, SSH, Docker or Wasper itself says no. Written by `npm run errors`: every line was read off the screen of the real command, to which a stand-in had said it in its real shape. `npm run test:errors` holds the command against these lines. The sentences are data, in `assets/errors`.",
];
