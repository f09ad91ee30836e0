// Drives the built command in a pseudo-terminal and takes pictures: dist/pictures/*.png to look at, and the checklist
// as text for README.md. `npm run pictures`.
import {mkdir, mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import {cleanEnvironment} from '../test/support/environment.ts';
import {png} from '../test/support/picture.ts';
import {Screen} from '../test/support/screen.ts';
import {replaceBlock} from './readme/block.mjs';
import {scenes} from './pictures/scenes.mjs';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));

const sizes = [
	[80, 24],
	[40, 12],
	[200, 60],
];
const folder = path.resolve('dist/pictures');
await rm(folder, {recursive: true, force: true});
await mkdir(folder, {recursive: true});

let problems = 0;
for (const [columns, rows] of sizes) {
	for (const scene of scenes) {
		try {
			await play(scene, columns, rows);
		} catch (error) {
			problems++;
			console.error(`${scene.name} at ${columns}×${rows}: ${error.message}`);
		}
	}
}

process.exitCode = problems > 0 ? 1 : 0;

/** Plays one scene in a home of its own; the scene says when a picture is due. */
async function play({name, parameters, script}, columns, rows) {
	const home = await mkdtemp(path.join(tmpdir(), 'wasper-picture-'));
	const ends = [() => rm(home, {recursive: true, force: true})];
	const screen = new Screen(
		{teardown: end => ends.unshift(end)},
		{
			command: process.execPath,
			arguments: [path.resolve('dist/gate.cjs'), ...parameters],
			environment: cleanEnvironment(home, {WASPER_SANDBOX_LATENCY: '0.05'}),
			folder: home,
			columns,
			rows,
		},
	);
	const take = async what => {
		const file = `${name}-${what}-${columns}x${rows}`;
		await writeFile(path.join(folder, `${file}.png`), png(screen.terminal));
		await writeFile(path.join(folder, `${file}.txt`), `${screen.text()}\n`);
		console.log(`dist/pictures/${file}.png`);
		if (file === 'run-checklist-80x24') {
			replaceBlock('checklist', screen.text());
		}
	};
	try {
		await script(screen, take);
	} finally {
		for (const end of ends) {
			await end();
		}
	}
}
