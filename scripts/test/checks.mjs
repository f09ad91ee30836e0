import {execFile} from 'node:child_process';
import {readdir, readFile} from 'node:fs/promises';
import path from 'node:path';
import {promisify} from 'node:util';

const execute = promisify(execFile);

/** Each runs one check: `{name, seconds}`, with `problem` when it failed or `missing` when this machine cannot run it. */
export const checks = [
	() => check('types', 'tsc', ['-p', '.']),
	() => check('lint', 'oxlint', ['--format=unix', '.']),
	() => check('format', 'oxfmt', ['--check', '.']),
	() => check('rooms', 'node', ['scripts/check-rooms.mjs']),
	async () => checkShell('shell scripts', 'shellcheck', ['--external-sources']),
	async () => checkShell('shell format', 'shfmt', ['--diff']),
];

async function checkShell(name, command, options) {
	const scripts = await shellScripts();
	return scripts.length === 0 ? {name, missing: 'there are none'} : check(name, command, [...options, ...scripts]);
}

async function check(name, command, parameters) {
	const start = performance.now();
	const seconds = () => (performance.now() - start) / 1000;
	try {
		await execute(command, parameters, {timeout: 120_000, maxBuffer: 2 ** 26});
		return {name, seconds: seconds()};
	} catch (error) {
		if (error.code === 'ENOENT') {
			return {name, missing: `${command} is not installed`};
		}

		return {name, seconds: seconds(), problem: `${error.stdout}${error.stderr}` || error.message};
	}
}

/** Files that begin as a shell script or are sourced by one. */
async function shellScripts() {
	const folders = ['.ci', 'assets', 'scripts', 'test'];
	const entries = await Promise.all(folders.map(folder => readdir(folder, {recursive: true, withFileTypes: true})));
	const files = entries.flat().filter(entry => entry.isFile() && /^[^.]+$|\.(ba)?sh$/.test(entry.name));
	const scripts = await Promise.all(
		files.map(async ({parentPath, name}) => {
			const file = path.join(parentPath, name);
			return /\.(ba)?sh$/.test(name) || /^#!.*\b(ba)?sh\b/.test(await readFile(file, 'utf8')) ? file : undefined;
		}),
	);
	return scripts.filter(Boolean);
}
