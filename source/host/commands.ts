import type {HostProgram} from './program.ts';
import type {HostOperation, HostUnit} from './protocol.ts';

/**
 * Commands for the machine, as text. Arguments are words of ours; whatever an operator typed goes by stdin.
 * `-n` because there is nobody at the other end who could type a password for sudo.
 */
const wasperctl = 'sudo -n wasperctl';

/** Prints one HostReport. */
export function inspectCommand(): string {
	return `${wasperctl} inspect --json`;
}

/** Reads HostSettings on stdin. */
export function configureCommand(): string {
	return `${wasperctl} configure`;
}

/** Makes one unit true and prints ApplyEvents; said again by the same holder, it re-attaches to the apply under way. */
export function applyCommand(unit: HostUnit, holder: string): string {
	return `${wasperctl} apply ${unit} --json --holder ${holder}`;
}

/** Reads the program's archive on stdin and puts it in place, whole or not at all. Fails with 1. */
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

/** An operation with its words; those that an operator typed are quoted. */
export function operationCommand(operation: HostOperation, words: readonly string[]): string {
	return [wasperctl, operation, ...words.map(quote)].join(' ');
}

function quote(word: string): string {
	return /^[\w.:/@=+-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
