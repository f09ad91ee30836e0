import {execFile} from 'node:child_process';
import {join} from 'node:path';
import {promisify} from 'node:util';
import {loadImages, startBackend} from './backend.ts';

/** The archive of stand-in images (`images/build.sh`). Only a machine with Docker can make it: one is booted when the archive is missing. */
export async function imageArchive(): Promise<string> {
	const kept = await printed().catch(() => undefined);
	if (kept) {
		return kept;
	}

	const backend = await startBackend();
	try {
		await backend.shell.apply('base');
		await backend.shell.apply('docker');
		await loadImages(backend);
	} finally {
		await backend.close();
	}

	return printed();
}

/** The path of the archive; fails when it would have to be created. */
async function printed(): Promise<string> {
	const {stdout} = await promisify(execFile)(join(import.meta.dirname, 'images/build.sh'), ['recommended', 'false'], {timeout: 300_000});
	return stdout.trim();
}
