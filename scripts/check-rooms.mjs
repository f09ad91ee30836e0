// Imports run downward only, from room to room as scripts/rooms.json says, and never in a circle between files.
// Types count: a file that needs another room's type knows that room.
import {readFile, readdir} from 'node:fs/promises';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import rooms from './rooms.json' with {type: 'json'};

process.chdir(fileURLToPath(new URL('..', import.meta.url)));

const importPattern =
	/^(?:import|export)\b[^;'"]*?\bfrom '(?<from>[^']+)'|^import '(?<effect>[^']+)'|\bimport\('(?<dynamic>[^']+)'(?:, \{[^)]*\})?\)(?<type>\.[A-Z])?/gm;

const files = (await readdir('source', {recursive: true}))
	.filter(file => /\.tsx?$/.test(file))
	.map(file => `source/${file.replaceAll('\\', '/')}`);
const imports = new Map(await Promise.all(files.map(async file => [file, await importsOf(file)])));
const problems = [
	...[...imports].flatMap(([file, targets]) =>
		targets.flatMap(target => importProblem(file, target).map(problem => `${file} → ${target.name}: ${problem}`)),
	),
	...circles().map(circle => `circle: ${circle.join(' → ')}`),
].filter((problem, index, all) => all.indexOf(problem) === index);

if (problems.length > 0) {
	console.error(problems.sort().join('\n'));
	process.exitCode = 1;
}

/** What a file imports: a path from the project's root, or a package's name. */
async function importsOf(file) {
	const text = await readFile(file, 'utf8');
	return [...text.matchAll(importPattern)].map(({groups: {from, effect, dynamic, type}}) => {
		const name = from ?? effect ?? dynamic;
		return {
			name: name.startsWith('.') ? path.posix.join(path.posix.dirname(file), name) : name,
			isDynamic: dynamic !== undefined && !type,
		};
	});
}

function importProblem(file, {name, isDynamic}) {
	const room = roomOf(file);
	return files.includes(name) ? roomProblem(room, roomOf(name), isDynamic) : packageProblem(room, name);
}

function roomProblem(room, other, isDynamic) {
	const allowed = rooms.mayImport[room];
	if (!allowed) {
		return [`the room ${room} is not in scripts/rooms.json`];
	}

	if (other === 'sandbox' && room === 'backend' && !isDynamic) {
		return ['the sandbox is loaded by a dynamic import, so that a real run never sees it'];
	}

	return room === other || allowed.includes(other) ? [] : [`${room} may not import ${other}`];
}

function packageProblem(room, name) {
	const owner = rooms.packages.find(({names}) => names.some(prefix => name === prefix || name.startsWith(`${prefix}/`)));
	return !owner || owner.rooms.includes(room) ? [] : [`only ${owner.rooms.join(', ')} may use ${name}`];
}

/** One circle of files for each import that closes one, found by a walk in depth. */
function circles() {
	const found = [];
	const done = new Set();
	const walk = (file, trail) => {
		if (trail.includes(file)) {
			found.push([...trail.slice(trail.indexOf(file)), file]);
			return;
		}

		if (!done.has(file)) {
			for (const {name, isDynamic} of imports.get(file)) {
				if (imports.has(name) && !isDynamic) {
					walk(name, [...trail, file]);
				}
			}

			done.add(file);
		}
	};
	for (const file of files.toSorted()) {
		walk(file, []);
	}

	return found;
}

/** `source/steps/azure/group.ts` is in the room `steps`; files at the top are the room `entry`. */
function roomOf(file) {
	const [, room, inside] = file.split('/');
	return inside ? room : 'entry';
}
