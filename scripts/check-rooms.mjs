// Arrows run downward only. Imports of types alone are erased and count for nothing: contracts may be known everywhere.
import {readdir} from 'node:fs/promises';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import {build} from 'esbuild';
import rooms from './rooms.json' with {type: 'json'};

process.chdir(fileURLToPath(new URL('..', import.meta.url)));

const files = (await readdir('source', {recursive: true})).filter(file => /\.tsx?$/.test(file));
const {metafile} = await build({
	entryPoints: files.map(file => path.join('source', file)),
	outdir: 'dist',
	bundle: true,
	splitting: true,
	packages: 'external',
	write: false,
	metafile: true,
	format: 'esm',
	platform: 'node',
	logLevel: 'silent',
}).catch(error => {
	console.error(error.message);
	process.exit(1);
});

const problems = [];
for (const [file, {imports}] of Object.entries(metafile.inputs).filter(([name]) => name.startsWith('source/'))) {
	const room = roomOf(file);
	for (const {path: target, kind, external} of imports) {
		const problem = external ? packageProblem(room, target) : roomProblem(room, target, kind);
		if (problem) {
			problems.push(`${file} → ${target}: ${problem}`);
		}
	}
}

if (problems.length > 0) {
	console.error(problems.sort().join('\n'));
	process.exitCode = 1;
}

function roomProblem(room, target, kind) {
	if (!target.startsWith('source/')) {
		return undefined; // data in assets
	}

	const other = roomOf(target);
	if (other === 'sandbox' && room === 'backend' && kind !== 'dynamic-import') {
		return 'the sandbox is loaded by a dynamic import, so that a real run never sees it';
	}

	const allowed = rooms.mayImport[room];
	if (!allowed) {
		return `the room ${room} is not in scripts/rooms.json`;
	}

	return room === other || allowed.includes(other) ? undefined : `${room} may not import ${other}`;
}

function packageProblem(room, name) {
	const owner = rooms.packages.find(({names}) => names.some(prefix => name === prefix || name.startsWith(`${prefix}/`)));
	return !owner || owner.rooms.includes(room) ? undefined : `only ${owner.rooms.join(', ')} may use ${name}`;
}

/** `source/steps/azure/group.ts` is in the room `steps`; files at the top are the room `door`. */
function roomOf(file) {
	const [, room, inside] = file.split('/');
	return inside ? room : 'door';
}
