// Bundles the command line into dist: ESM, names and lines as written so that a stack trace can be read, lazy parts in
// chunks of their own.
import {copyFile, mkdir, readdir, rm, writeFile} from 'node:fs/promises';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import {build, transform} from 'esbuild';
import {azureOperations} from './build/azure-operations.mjs';
import {nameChunks} from './build/chunks.mjs';
import {lazyCommonJs} from './build/lazy.mjs';
import {notices} from './build/notices.mjs';
import {schemas} from './build/schemas.mjs';
import {stubs} from './build/stubs.mjs';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));

// Bundled CommonJS modules look for what ESM output has under other names, or not at all.
const define = {
	__dirname: 'import.meta.dirname',
	__filename: 'import.meta.filename',
	'process.env.NODE_ENV': '"production"',
	'process.env.DEV': '"false"',
};
const banner = "import {createRequire as __createRequire} from 'node:module'; const require = __createRequire(import.meta.url);";

const [bundle, published] = await Promise.all([
	build({
		entryPoints: {cli: 'source/cli.ts'},
		outdir: 'dist',
		chunkNames: 'chunks/[name]-[hash]',
		bundle: true,
		splitting: true,
		write: false,
		metafile: true,
		format: 'esm',
		platform: 'node',
		target: 'node22',
		jsx: 'automatic',
		legalComments: 'none', // every licence is in THIRD-PARTY-NOTICES.txt
		minifyWhitespace: true, // drops comments, a tenth of the tarball; the lines come back below
		minifySyntax: true, // drops branches that never run in production
		define,
		banner: {js: banner},
		plugins: [stubs, azureOperations, lazyCommonJs],
		logLevel: 'silent',
	}).catch(error => {
		console.error(error.message);
		process.exit(1);
	}),
	schemas(),
]);

// A stack trace needs our own lines; those of packages only cost space.
const rooms = (await readdir('source', {withFileTypes: true})).filter(entry => entry.isDirectory()).map(({name}) => name);
const isOurs = file => file === 'cli.js' || rooms.some(room => file.startsWith(`chunks/${room}-`));
const readable = nameChunks(bundle).map(async ([file, text]) => [
	file,
	isOurs(file) ? (await transform(text, {legalComments: 'none'})).code : text,
]);
const files = new Map([
	...(await Promise.all(readable)),
	...Object.entries(published),
	['THIRD-PARTY-NOTICES.txt', await notices(bundle.metafile)],
]);
const copied = ['gate.cjs', 'launch.cjs'];

await mkdir('dist/chunks', {recursive: true});
await mkdir('dist/schemas', {recursive: true});
await Promise.all([
	...[...files].map(([file, text]) => writeFile(path.join('dist', file), text)),
	...copied.map(file => copyFile(path.join('source', file), path.join('dist', file))),
]);

const stale = (await readdir('dist/chunks')).filter(name => !files.has(`chunks/${name}`));
await Promise.all(stale.map(name => rm(path.join('dist/chunks', name))));
