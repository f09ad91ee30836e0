import type {HostProgram} from './program.ts';
import type {HostOperation} from './operations.ts';
import {protocolVersion, type HostUnit} from './protocol.ts';

/** Commands for the machine, as text. `-n` because nobody is there to type a password for sudo. */
const wasperctl = 'sudo -n wasperctl';

/** What it prints is read by us, so it must be of our version; see protocol.ts. */
const ofOurProtocol = `${wasperctl} --protocol ${protocolVersion}`;

/** Prints the version of the program; every program of ours knows it. */
export function versionCommand(): string {
	return `${wasperctl} version`;
}

/** Prints one HostReport. */
export function inspectCommand(): string {
	return `${ofOurProtocol} inspect --json`;
}

/** Prints a list of HostResources: what `remove` would remove from the machine, and what it would keep. Changes nothing. */
export function listResourcesCommand(): string {
	return `${ofOurProtocol} remove --dry-run --json`;
}

/** Reads HostSettings on stdin. */
export function configureCommand(): string {
	return `${ofOurProtocol} configure`;
}

/** Applies one unit and prints ApplyEvents; run again by the same holder, it re-attaches to the apply in progress. */
export function applyCommand(unit: HostUnit, holder: string): string {
	return `${ofOurProtocol} apply ${unit} --json --holder ${holder}`;
}

/** Reads the archive of the program on stdin and installs it, completely or not at all. Exits with 1 on any failure. */
export function installCommand({version, sha256}: Pick<HostProgram, 'version' | 'sha256'>): string {
	const script = [
		'cd $(mktemp -d)',
		'trap "rm -rf $PWD" EXIT',
		'gzip -d >program.tar',
		`echo "${sha256}  program.tar" | sha256sum --check --quiet`,
		'tar -xf program.tar',
		`echo ${version} >host/version`,
		'bash host/install',
	];
	return `sudo -n bash -euc '${script.join('; ')}' || exit 1`;
}

/** An operation with its arguments, quoted. It runs on a program of any version: people read what it prints. */
export function operationCommand(operation: HostOperation, parameters: readonly string[]): string {
	return [wasperctl, operation, ...parameters.map(quote)].join(' ');
}

/** A command for this user of the machine: root needs no sudo, which a bare machine does not have. */
export function forUser(command: string, user: string): string {
	return user === 'root' ? command.replace(/^sudo -n /, '') : command;
}

function quote(word: string): string {
	return /^[\w.:/@=+-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
