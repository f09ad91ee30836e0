import {createHash} from 'node:crypto';
import {readdir, readFile} from 'node:fs/promises';
import {findPackageJSON} from 'node:module';
import {dirname, join, relative, sep} from 'node:path';
import {promisify} from 'node:util';
import {gzip} from 'node:zlib';
import project from '../../package.json' with {type: 'json'};
import {tarArchive, type TarFile} from './tar.ts';

/** `wasperctl` with its libraries and templates, as it is sent to a machine. */
export interface HostProgram {
	/** Our release and a hash of the program's files, as the machine calculates it too: `0.1.0+3f2a9c417b60`. */
	version: string;
	/** Of the archive before compression. */
	sha256: string;
	/** A compressed tar of one folder, `host`. */
	archive: Buffer;
}

let packed: Promise<HostProgram> | undefined;

/** The program that this version of the tool installs on machines; packed once. */
export async function hostProgram(): Promise<HostProgram> {
	packed ??= pack(join(dirname(findPackageJSON('..', import.meta.url) ?? ''), 'assets'));
	return packed;
}

async function pack(assets: string): Promise<HostProgram> {
	const [program, releases] = await Promise.all([
		readFolder(join(assets, 'host')),
		readFile(join(assets, 'releases.json')).then(withLineFeeds),
	]);
	const files = [...program, {path: 'host/releases.json', content: releases}];
	const tar = tarArchive(files);
	return {version: `${project.version}+${contentHash(files)}`, sha256: sha256(tar), archive: await promisify(gzip)(tar)};
}

/** The hash of the list that `sha256sum` prints for the files: see assets/host/lib/identity.sh. */
function contentHash(files: readonly TarFile[]): string {
	const lines = files
		.map(({path, content}) => ({name: path.slice('host/'.length), content}))
		.toSorted((a, b) => (a.name < b.name ? -1 : 1))
		.map(({name, content}) => `${sha256(content)}  ${name}\n`);
	return sha256(lines.join('')).slice(0, 12);
}

function sha256(content: Buffer | string): string {
	return createHash('sha256').update(content).digest('hex');
}

/** The files of a folder, always in the same order; dot files are for development only. */
async function readFolder(folder: string): Promise<TarFile[]> {
	const entries = await readdir(folder, {recursive: true, withFileTypes: true});
	const files = entries.filter(entry => entry.isFile() && !entry.name.startsWith('.')).map(entry => join(entry.parentPath, entry.name));
	return Promise.all(
		files
			.map(file => ({file, path: `host/${relative(folder, file).split(sep).join('/')}`}))
			.toSorted((a, b) => (a.path < b.path ? -1 : 1))
			.map(async ({file, path}) => ({path, content: withLineFeeds(await readFile(file))})),
	);
}

/** A clone on Windows may hold CRLF, with which no shell script runs; every file of the program is text. */
export function withLineFeeds(content: Buffer): Buffer {
	return Buffer.from(content.toString('latin1').replaceAll('\r\n', '\n'), 'latin1');
}
