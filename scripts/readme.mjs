// Writes the usage block of README.md as the built command prints it.
import {execFileSync} from 'node:child_process';
import {fileURLToPath} from 'node:url';
import {replaceBlock} from './readme/block.mjs';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
replaceBlock('usage', execFileSync(process.execPath, ['dist/gate.cjs', '--help'], {encoding: 'utf8'}));
