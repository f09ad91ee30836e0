import {mkdirSync, statSync} from 'node:fs';
import {dirname} from 'node:path';

/**
 * Makes a folder that only its owner may enter, with those above it that are missing; one that is there stays as it is.
 * Throws what the system says of the folder. Node's own way to make several asks for ever where the system says of a folder
 * that can't be created that it is not there, as below /proc.
 */
export function makeFolder(folder: string): void {
	const parent = dirname(folder);
	if (isFolder(folder)) {
		return;
	}

	if (parent !== folder) {
		makeFolder(parent);
	}

	try {
		mkdirSync(folder, {mode: 0o700});
	} catch (error) {
		// Somebody else may have made it meanwhile.
		if (!isFolder(folder)) {
			throw error;
		}
	}
}

function isFolder(path: string): boolean {
	return statSync(path, {throwIfNoEntry: false})?.isDirectory() ?? false;
}
