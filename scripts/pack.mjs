// Makes the tarball to publish: the bundle, and a package.json without dependencies or scripts.
// `node scripts/pack.mjs [folder]`: where to put it, here by default. Prints what npm says of it, as JSON.
import {execFileSync} from 'node:child_process';
import {cp, mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {fileURLToPath} from 'node:url';

const target = path.resolve(process.argv[2] ?? '.');
process.chdir(fileURLToPath(new URL('..', import.meta.url)));

const published = ['name', 'version', 'description', 'license', 'type', 'bin', 'files', 'engines', 'keywords', 'repository'];
const manifest = JSON.parse(await readFile('package.json', 'utf8'));
const cleaned = Object.fromEntries(published.filter(key => key in manifest).map(key => [key, manifest[key]]));

const stage = await mkdtemp(path.join(tmpdir(), 'wasper-pack-'));
try {
	const documents = ['README.md', 'LICENSE', 'CHANGELOG.md'];
	await Promise.all([
		cp('dist', path.join(stage, 'dist'), {recursive: true, filter: file => file !== path.join('dist', 'pictures')}),
		...[...documents, 'assets/host', 'assets/releases.json'].map(file => cp(file, path.join(stage, file), {recursive: true})),
		writeFile(path.join(stage, 'package.json'), `${JSON.stringify(cleaned, null, '\t')}\n`),
	]);
	process.stdout.write(
		execFileSync('npm', ['pack', '--json', '--loglevel=error', '--pack-destination', target], {cwd: stage, encoding: 'utf8'}),
	);
} finally {
	// Another copy may still be writing when one has failed: that must not hide why.
	await rm(stage, {recursive: true, force: true, maxRetries: 5});
}
