import {execFile} from 'node:child_process';
import {mkdtemp, readdir, readFile, rm} from 'node:fs/promises';
import {isBuiltin} from 'node:module';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import {promisify} from 'node:util';
import test from 'ava';
import {build} from 'esbuild';
import {cleanEnvironment} from '../support/environment.ts';

interface Tarball {
	folder: string;
	file: string;
	/** In bytes. */
	size: number;
	files: string[];
}

const execute = promisify(execFile);
const root = fileURLToPath(new URL('../..', import.meta.url));
let packed: Tarball;

test.before('make the tarball', async () => {
	const folder = await mkdtemp(path.join(tmpdir(), 'wasper-package-'));
	const {stdout} = await execute(process.execPath, [path.join(root, 'scripts/pack.mjs'), folder], {timeout: 60_000});
	const [made] = JSON.parse(stdout) as [{filename: string; size: number; files: Array<{path: string}>}];
	packed = {folder, file: path.join(folder, made.filename), size: made.size, files: made.files.map(file => file.path)};
});

test.after.always(() => packed && rm(packed.folder, {recursive: true, force: true}));

test('the tarball is at most 1.2 MB', t => {
	t.true(packed.size <= 1_200_000, `${packed.size} bytes`);
});

test('the tarball holds the bundle and its documents, and nothing else', t => {
	const expected =
		/^(package\.json|README\.md|LICENSE|CHANGELOG\.md|assets\/releases\.json|assets\/host\/[\w./-]+|dist\/(gate\.cjs|launch\.cjs|cli\.js|THIRD-PARTY-NOTICES\.txt|chunks\/[\w.-]+\.js|schemas\/[\w-]+\.json))$/;
	t.deepEqual(
		packed.files.filter(file => !expected.test(file)),
		[],
	);
	for (const needed of [
		'dist/gate.cjs',
		'dist/launch.cjs',
		'dist/cli.js',
		'dist/THIRD-PARTY-NOTICES.txt',
		'dist/schemas/events.json',
		'dist/schemas/answers.json',
		'assets/host/wasperctl',
		'assets/releases.json',
		'LICENSE',
	]) {
		t.true(packed.files.includes(needed), needed);
	}
});

test('installed from the tarball without a network, it has no dependencies, runs no script, and answers', async t => {
	const environment = cleanEnvironment(packed.folder);
	await execute('npm', ['install', '--offline', '--no-audit', '--no-fund', '--prefix', packed.folder, packed.file], {
		env: environment,
		timeout: 60_000,
	});
	t.deepEqual(
		(await readdir(path.join(packed.folder, 'node_modules'))).filter(name => !name.startsWith('.')),
		['create-wasper-azure'],
	);
	const installed = path.join(packed.folder, 'node_modules/create-wasper-azure');
	const manifest = JSON.parse(await readFile(path.join(installed, 'package.json'), 'utf8')) as {version: string};
	t.deepEqual(
		Object.keys(manifest).filter(key => /dependencies|scripts|overrides/i.test(key)),
		[],
	);

	const command = path.join(packed.folder, 'node_modules/.bin/create-wasper-azure');
	const {stdout: version} = await execute(command, ['--version'], {env: environment, timeout: 20_000});
	t.is(version.trim(), manifest.version);
	const {stdout: help} = await execute(command, ['--help'], {env: environment, timeout: 20_000});
	t.regex(help, /--sandbox/);
});

test('every package that the source imports is named in the notices, with the text of its licence', async t => {
	const {metafile} = await build({
		entryPoints: [path.join(root, 'source/cli.ts')],
		outdir: packed.folder,
		bundle: true,
		splitting: true,
		packages: 'external',
		write: false,
		metafile: true,
		format: 'esm',
		platform: 'node',
	});
	const imports = Object.values(metafile.inputs).flatMap(input =>
		input.imports.filter(({path: name, external}) => external && !isBuiltin(name)),
	);
	const names = [...new Set(imports.map(({path: name}) => /^(@[^/]+\/)?[^/]+/.exec(name)?.[0] ?? name))];
	const notices = await readFile(path.join(root, 'dist/THIRD-PARTY-NOTICES.txt'), 'utf8');
	t.true(names.length > 10, names.join(' '));
	t.deepEqual(
		names.filter(name => !notices.includes(`\n${name} `)),
		[],
	);
	for (const inner of ['react-reconciler', 'yoga-layout', '@azure/msal-node']) {
		t.true(notices.includes(`\n${inner} `), inner);
	}

	t.regex(notices, /Permission is hereby granted, free of charge/);
	t.regex(notices, /Apache License/);
});

test('the bundle names no folder of the machine that built it', async t => {
	const texts = await Promise.all(
		packed.files.filter(file => file.startsWith('dist/')).map(file => readFile(path.join(root, file), 'utf8')),
	);
	t.false(texts.some(text => text.includes(root)));
});
