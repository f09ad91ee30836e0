import {access, readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {Secret} from '../deployment/secret.ts';
import {makeFolder} from './make-folder.ts';

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
		await writeFile(path, `${generated.reveal()}\n`, {mode: 0o600, flag: 'wx'});
		return {password: generated, path};
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'EEXIST') {
			throw error;
		}

		return {password: new Secret((await readFile(path, 'utf8')).trim()), path};
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
