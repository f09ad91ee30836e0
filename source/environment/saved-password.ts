import {access, readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {Secret} from '../deployment/secret.ts';
import {makeFolder} from './make-folder.ts';
import {createFile, replaceFile} from './whole-file.ts';

/** The application takes no shorter one, so a shorter file is the rest of a write that was cut off. */
const shortest = 8;

export interface SavedPassword {
	password: Secret;
	path: string;
}

/**
 * Keeps a generated password in `folder`, readable by its owner only, so that it outlives the terminal.
 * One that an earlier run kept there wins: that run may have given it to the owner's account.
 */
export async function savePassword(folder: string, generated: Secret): Promise<SavedPassword> {
	const path = passwordFile(folder);
	makeFolder(folder);
	try {
		await createFile(path, `${generated.reveal()}\n`);
		return {password: generated, path};
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'EEXIST') {
			throw error;
		}

		const kept = (await readFile(path, 'utf8')).trim();
		if (kept.length >= shortest) {
			return {password: new Secret(kept), path};
		}

		await replaceFile(path, `${generated.reveal()}\n`);
		return {password: generated, path};
	}
}

/** Path of the password that an earlier run kept in `folder`; undefined when there is none. */
export async function findSavedPassword(folder: string): Promise<string | undefined> {
	const path = passwordFile(folder);
	return access(path).then(
		() => path,
		() => undefined,
	);
}

function passwordFile(folder: string): string {
	return join(folder, 'owner-password');
}
