import {existsSync} from 'node:fs';
import {mkdir, mkdtemp, readdir, rm} from 'node:fs/promises';
import {homedir, tmpdir} from 'node:os';
import {join} from 'node:path';

/** What is made once: root file systems, images, packages. */
export const machineCache = join(process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'create-wasper-azure', 'machine');

/** Folders with room for machines. */
const roomy = join(machineCache, 'run');

/** Folders with short paths: the socket of an SSH connection must not be longer than a hundred characters. */
export const shortPaths = join(tmpdir(), 'wasper-tests');

/** A new folder. The caller removes it; of a process that died, the next one does. */
export async function scratch(purpose: string, parent = roomy): Promise<string> {
	await mkdir(parent, {recursive: true});
	const left = (await readdir(parent)).filter(name => !existsSync(`/proc/${Number.parseInt(name, 10)}`));
	// A machine of a process that just died may still be shutting down in there.
	await Promise.allSettled(left.map(async name => rm(join(parent, name), {recursive: true, force: true})));
	return mkdtemp(join(parent, `${process.pid}-${purpose}-`));
}
