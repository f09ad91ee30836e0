import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {makeFolder} from './make-folder.ts';
import {replaceFile} from './whole-file.ts';

const file = (folder: string) => join(folder, 'certificates.txt');

/** When runs from this computer got certificates for the deployment kept in `folder`, oldest first. */
export async function certificatesOf(folder: string): Promise<Date[]> {
	const text = await readFile(file(folder), 'utf8').catch(() => '');
	return text
		.split('\n')
		.map(line => new Date(line))
		.filter(date => !Number.isNaN(date.getTime()));
}

/** Notes that a certificate was issued at `when`. */
export async function noteCertificate(folder: string, when: Date): Promise<void> {
	makeFolder(folder);
	const dates = [...(await certificatesOf(folder)), when];
	await replaceFile(file(folder), dates.map(date => `${date.toISOString()}\n`).join(''));
}
