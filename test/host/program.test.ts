import {execFile} from 'node:child_process';
import {createHash} from 'node:crypto';
import {appendFile, mkdtemp, readdir, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {promisify} from 'node:util';
import {gunzipSync} from 'node:zlib';
import test from 'ava';
import {hostProgram, withLineFeeds} from '../../source/host/program.ts';
import {tarArchive} from '../../source/host/tar.ts';

const assets = new URL('../../assets/', import.meta.url).pathname;

/** Unpacks with the system's tar, as a machine does. */
async function unpack(tar: Buffer): Promise<string> {
	const folder = await mkdtemp(join(tmpdir(), 'program-'));
	const done = promisify(execFile)('tar', ['-xf', '-'], {cwd: folder});
	done.child.stdin?.end(tar);
	await done;
	return folder;
}

test('what a machine unpacks is the program in assets, with the releases', async t => {
	const {archive, sha256, version} = await hostProgram();
	const tar = gunzipSync(archive);
	t.is(createHash('sha256').update(tar).digest('hex'), sha256);
	t.regex(version, /^\d+\.\d+\.\d+\+[\da-f]{12}$/);
	const folder = await unpack(tar);
	t.teardown(() => rm(folder, {recursive: true}));
	const names = (await readdir(join(folder, 'host'), {recursive: true, withFileTypes: true})).filter(entry => entry.isFile());
	t.true(names.length > 20);
	for (const {parentPath, name} of names) {
		const file = join(parentPath, name);
		const original = join(assets, name === 'releases.json' ? name : file.slice(folder.length + 1));
		// oxlint-disable-next-line no-await-in-loop -- A few small files.
		t.true((await readFile(file)).equals(await readFile(original)), name);
	}
});

test('the machine tells its version by the content of its files, so that a changed, added or lost one is seen', async t => {
	const {archive, version} = await hostProgram();
	const folder = await unpack(gunzipSync(archive));
	t.teardown(() => rm(folder, {recursive: true}));
	const program = join(folder, 'host');
	const shown = async () => (await promisify(execFile)('bash', [join(program, 'wasperctl'), 'version'])).stdout.trim();
	t.is(await shown(), 'unpacked');
	await writeFile(join(program, 'version'), `${version}\n`);
	t.is(await shown(), version);
	const harms: Array<() => Promise<void>> = [
		() => appendFile(join(program, 'lib', 'dns.sh'), '# changed\n'),
		() => writeFile(join(program, 'lib', 'zz-added.sh'), ''),
		() => rm(join(program, 'templates', 'sshd.conf')),
	];
	const seen = new Set([version]);
	for (const harm of harms) {
		// oxlint-disable no-await-in-loop -- one after the other
		await harm();
		seen.add(await shown());
		// oxlint-enable no-await-in-loop
	}

	t.is(seen.size, 4);
});

test('the same files always give the same archive, so that the version changes only with the content', t => {
	const files = [{path: 'host/a', content: Buffer.from('one')}];
	t.true(tarArchive(files).equals(tarArchive(files)));
	t.false(tarArchive(files).equals(tarArchive([{path: 'host/a', content: Buffer.from('two')}])));
	t.throws(() => tarArchive([{path: 'x'.repeat(101), content: Buffer.from('')}]), {message: /too long/});
});

test('a program from a clone with CRLF line ends goes to the machine with LF', t => {
	t.is(withLineFeeds(Buffer.from('#!/bin/bash\r\necho "Größe"\r\n')).toString(), '#!/bin/bash\necho "Größe"\n');
});
