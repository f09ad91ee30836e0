import {createHash} from 'node:crypto';
import {promisify} from 'node:util';
import {gunzip} from 'node:zlib';
import {forUser, installCommand} from '../../host/commands.ts';

/** The version and the archive's checksum in an installation. */
export interface Installation {
	version: string;
	sha256: string;
}

/** Reads the one command that installs wasperctl; undefined when `command` is another. */
export function readInstallation(command: string): Installation | undefined {
	const sha256 = /"(?<sum>[\da-f]{64}) /.exec(command)?.groups?.['sum'] ?? '';
	const version = /echo (?<version>[\w.+-]+) >/.exec(command)?.groups?.['version'] ?? '';
	const wanted = installCommand({version, sha256});
	return command === wanted || command === forUser(wanted, 'root') ? {version, sha256} : undefined;
}

/** Whether the archive arrived complete: the checksum is that of its content before compression. */
export async function isWhole(archive: Buffer, {sha256}: Installation): Promise<boolean> {
	try {
		return (
			createHash('sha256')
				.update(await promisify(gunzip)(archive))
				.digest('hex') === sha256
		);
	} catch {
		return false;
	}
}
