// Runs before `npm start` and `npm test`, under whatever Node the operator has: only syntax and modules of Node 18.
// Installs when the lock file is newer than what is installed, builds when a source is newer than the bundle.
// Says so on standard error, so that `npm start --silent -- --json` keeps its output clean.
import {spawnSync} from 'node:child_process';
import {existsSync, readdirSync, statSync} from 'node:fs';
import path from 'node:path';
import {fileURLToPath} from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const pinnedNode = path.join(root, 'node_modules/node/bin', process.platform === 'win32' ? 'node.exe' : 'node');

const oldNode = Number(process.versions.node.split('.')[0]) < 18;
if (oldNode) {
	fail(`This is Node ${process.versions.node}; Node 18 or newer is needed to begin with.`);
}

if (!existsSync(pinnedNode) || changed('package-lock.json') > changed('node_modules/.package-lock.json')) {
	install();
}

const sources = ['source', 'assets', 'scripts', 'package.json', 'package-lock.json'];
if (Math.max(...sources.map(newest)) > changed('dist/cli.js')) {
	run('Building', pinnedNode, ['scripts/build.mjs']);
}

/** Install scripts stay off, save the one that fetches the pinned Node: nothing is compiled on the operator's machine. */
function install() {
	const quiet = ['--loglevel=error', '--no-audit', '--no-fund', '--engine-strict=false'];
	run('Installing packages, half a minute', ...npm('ci', '--include=dev', '--ignore-scripts', ...quiet));
	run('Fetching the pinned Node', ...npm('rebuild', 'node', '--ignore-scripts=false', ...quiet));
}

/** The npm that started this script, or the one in the path. */
function npm(...parameters) {
	const started = process.env.npm_execpath ?? '';
	return path.basename(started) === 'npm-cli.js' ? [process.execPath, [started, ...parameters]] : ['npm', parameters];
}

/** Runs a command quietly; what it wrote is shown when it fails. */
function run(what, command, parameters) {
	process.stderr.write(`${what}…\n`);
	const {status, error, stdout, stderr} = spawnSync(command, parameters, {
		cwd: root,
		encoding: 'utf8',
		timeout: 600_000,
		maxBuffer: 2 ** 26,
	});
	if (status !== 0) {
		fail(`${what} failed${error ? `: ${error.message}` : ''}.\n\n${stdout ?? ''}${stderr ?? ''}`);
	}
}

/** When a file was last written, in milliseconds; 0 when it is not there. */
function changed(file) {
	return statSync(path.join(root, file), {throwIfNoEntry: false})?.mtimeMs ?? 0;
}

/** When anything in a file or folder was last written. */
function newest(entry) {
	const full = path.join(root, entry);
	if (!statSync(full, {throwIfNoEntry: false})?.isDirectory()) {
		return changed(entry);
	}

	return Math.max(changed(entry), ...readdirSync(full).map(name => newest(path.join(entry, name))));
}

function fail(message) {
	process.stderr.write(`${message}\n`);
	process.exit(1);
}
