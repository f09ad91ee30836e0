import {execFileSync} from 'node:child_process';
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';

/** The package to publish: bytes packed and unpacked, and its number of files. */
export function tarball() {
	const folder = mkdtempSync(path.join(tmpdir(), 'wasper-tarball-'));
	try {
		const [made] = JSON.parse(execFileSync(process.execPath, ['scripts/pack.mjs', folder], {encoding: 'utf8', timeout: 60_000}));
		return {packed: made.size, unpacked: made.unpackedSize, files: made.entryCount};
	} finally {
		rmSync(folder, {recursive: true, force: true});
	}
}
