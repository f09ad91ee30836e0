import {readFile} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {makeFolder} from './make-folder.ts';
import {configFolder} from './paths.ts';
import {replaceFile} from './whole-file.ts';

/** The host key (`ssh-ed25519 AAAA…`) that was accepted for a machine before; undefined when none was. */
export async function knownHostKey(address: string): Promise<string | undefined> {
	try {
		return (await readFile(keyFile(address), 'utf8')).trim();
	} catch {
		return undefined;
	}
}

/** Keeps the host key that was accepted for a machine. */
export async function keepHostKey(address: string, hostKey: string): Promise<void> {
	const file = keyFile(address);
	makeFolder(dirname(file));
	await replaceFile(file, `${hostKey}\n`);
}

function keyFile(address: string): string {
	return join(configFolder, 'hosts', `${encodeURIComponent(address)}.pub`);
}
