// Writes the usage blocks of README.md as the built command prints them.
import {execFileSync} from 'node:child_process';
import {fileURLToPath} from 'node:url';
import {replaceBlock} from './readme/block.mjs';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
for (const [name, words] of Object.entries({usage: ['--help'], create: ['create', '--help']})) {
	replaceBlock(name, execFileSync(process.execPath, ['dist/gate.cjs', ...words], {encoding: 'utf8'}));
}
