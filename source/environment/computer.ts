import {randomBytes} from 'node:crypto';
import {readFile} from 'node:fs/promises';
import {hostname, userInfo} from 'node:os';
import {dirname, join} from 'node:path';
import {makeFolder} from './make-folder.ts';
import {configFolder} from './paths.ts';
import {createFile} from './whole-file.ts';

/**
 * Who works from here, as one plain word: `ada@thinkpad-3f2a91`. The last part is drawn once and kept: it tells computers of
 * one name apart, and a restarted run is recognized, so that it attaches to the work that it left running.
 */
export async function computerName(folder = configFolder): Promise<string> {
	return `${plain(userName())}@${plain(hostname())}-${await keptMark(join(folder, 'computer'))}`;
}

/** A container may run as a user id that the system has no name for. */
function userName(): string {
	try {
		return userInfo().username;
	} catch {
		return process.env['USER'] || `uid-${process.getuid?.() ?? 'unknown'}`;
	}
}

async function keptMark(file: string): Promise<string> {
	try {
		makeFolder(dirname(file));
		const mark = randomBytes(3).toString('hex');
		await createFile(file, `${mark}\n`);
		return mark;
	} catch {
		// It is there already, or can't be kept; then the name alone has to do.
		return readFile(file, 'utf8').then(plain, () => 'unkept');
	}
}

function plain(text: string): string {
	return text.trim().replaceAll(/[^\w.-]+/g, '-') || 'unnamed';
}
