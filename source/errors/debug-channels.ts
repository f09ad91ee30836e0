import {channel} from 'node:diagnostics_channel';

/** A command that ran on the machine. `code` is null when the connection ended first. Commands never hold a secret. */
export interface CommandMessage {
	command: string;
	code: number | null;
	seconds: number;
}

/** Where commands on the machine are reported; nobody listens without `--debug`. */
export const commandChannel = channel('create-wasper-azure:command');

/** Where errors are reported when they are first explained to an operator, as they were thrown. */
export const errorChannel = channel('create-wasper-azure:error');
