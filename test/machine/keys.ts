import {execFile} from 'node:child_process';
import {existsSync} from 'node:fs';
import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {promisify} from 'node:util';

const run = promisify(execFile);

export interface Keys {
	/** The operator's private key. */
	privatePath: string;
	public: string;
	/** The machine's host key. */
	hostPrivate: string;
	hostPublic: string;
}

/** Creates, in `folder`, the operator's key and the machine's host key, unless they are there. */
export async function createKeys(folder: string): Promise<Keys> {
	const make = async (name: string) => {
		const path = join(folder, name);
		if (!existsSync(path)) {
			await run('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', name, '-f', path]);
		}

		return {path, private: await readFile(path, 'utf8'), public: (await readFile(`${path}.pub`, 'utf8')).trim()};
	};

	const operator = await make('operator');
	const host = await make('host');
	return {privatePath: operator.path, public: operator.public, hostPrivate: host.private, hostPublic: host.public};
}

/** The minimal cloud-init with which a machine can be reached. JSON is valid YAML, but without tabs. */
export function cloudInit(keys: Keys): string {
	return (
		'#cloud-config\n' +
		JSON.stringify({
			users: [{name: 'wasperadmin', shell: '/bin/bash', sudo: 'ALL=(ALL) NOPASSWD:ALL', ssh_authorized_keys: [keys.public]}],
			ssh_deletekeys: true,
			ssh_genkeytypes: [],
			ssh_keys: {ed25519_private: keys.hostPrivate, ed25519_public: keys.hostPublic},
		}) +
		'\n'
	);
}
