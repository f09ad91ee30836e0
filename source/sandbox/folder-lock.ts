import {link, readFile, rm, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {makeFolder} from '../environment/make-folder.ts';
import {UsageError} from '../errors/kinds.ts';

/** Folders that this process holds: its own process id in a lock file says nothing else. */
const held = new Set<string>();
const attempts = 3;

/**
 * Takes `folder`, making it if need be, so that no two sandboxes write to it. The lock of a process that is gone is taken over.
 * Returns what gives the folder back. Throws a UsageError when it is taken.
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
	makeFolder(folder);
	const path = join(folder, 'lock');
	for (let attempt = 0; attempt < attempts; attempt += 1) {
		// oxlint-disable no-await-in-loop -- tried again only after a stale lock was removed
		if (await tryLock(path)) {
			held.add(path);
			return async () => {
				held.delete(path);
				await rm(path, {force: true});
			};
		}

		const holder = Number(await readFile(path, 'utf8').catch(() => ''));
		if (held.has(path) || isAlive(holder)) {
			throw taken(folder, holder);
		}

		await rm(path, {force: true});
		// oxlint-enable no-await-in-loop
	}

	throw taken(folder, Number.NaN);
}

/** Links a finished file into place, so that nobody ever reads a lock without its holder. */
async function tryLock(path: string): Promise<boolean> {
	const own = `${path}.${process.pid}`;
	await writeFile(own, String(process.pid), {mode: 0o600});
	try {
		await link(own, path);
		return true;
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'EEXIST') {
			return false;
		}

		throw error;
	} finally {
		await rm(own, {force: true});
	}
}

/** Whether another process of this id lives; one of another user counts. */
function isAlive(pid: number): boolean {
	if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid) {
		return false;
	}

	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === 'EPERM';
	}
}

function taken(folder: string, holder: number): UsageError {
	return new UsageError({
		code: 'sandbox.busy',
		cause: `Another sandbox uses ${folder}${Number.isInteger(holder) && holder > 0 ? ` (process ${holder})` : ''}.`,
		outcome: 'Nothing was changed.',
		next: 'Wait for it to end, or name another folder with --sandbox-state.',
	});
}
