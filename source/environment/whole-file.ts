import {randomBytes} from 'node:crypto';
import {link, open, rename, rm, type FileHandle} from 'node:fs/promises';
import {dirname} from 'node:path';

/** Systems and disks that know no hard links answer one of these. */
const withoutLinks = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EXDEV', 'EMLINK']);

/**
 * Writes `text` to `path`, replacing what is there. A reader, also one after a power cut, finds the old text or the new one
 * and never a part. The folder must exist.
 */
export async function replaceFile(path: string, text: string, mode = 0o600): Promise<void> {
	await withDraft(path, text, mode, async draft => rename(draft, path));
}

/** Writes `text` to `path` in the same way, unless something is there: that throws EEXIST and is left as it is. */
export async function createFile(path: string, text: string, mode = 0o600): Promise<void> {
	await withDraft(path, text, mode, async draft => {
		try {
			await link(draft, path);
		} catch (error) {
			if (!withoutLinks.has((error as NodeJS.ErrnoException).code ?? '')) {
				throw error;
			}

			// Reserves the name first, so that what somebody else puts there meanwhile is not replaced.
			await (await open(path, 'wx', mode)).close();
			await rename(draft, path);
		}
	});
}

/** The draft lies in the same folder, because a rename is atomic within one disk only. */
async function withDraft(path: string, text: string, mode: number, publish: (draft: string) => Promise<void>): Promise<void> {
	const draft = `${path}.${randomBytes(4).toString('hex')}.new`;
	let file: FileHandle | undefined;
	try {
		file = await open(draft, 'wx', mode);
		await file.writeFile(text);
		await file.sync();
		await file.close();
		await publish(draft);
		await syncFolder(dirname(path));
	} finally {
		await file?.close().catch(() => undefined);
		await rm(draft, {force: true}).catch(() => undefined);
	}
}

/** Makes the new name last through a power cut, where the system lets a folder be opened for that. */
async function syncFolder(folder: string): Promise<void> {
	const handle = await open(folder, 'r').catch(() => undefined);
	await handle?.sync().catch(() => undefined);
	await handle?.close().catch(() => undefined);
}
