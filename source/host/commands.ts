import type {HostUnit} from './protocol.ts';

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

/** Makes one unit true and prints ApplyEvents; said again, it re-attaches to the apply under way. */
export function applyCommand(unit: HostUnit): string {
	return `${wasperctl} apply ${unit} --json`;
}
