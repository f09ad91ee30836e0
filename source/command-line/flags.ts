import type {Flag, FlagTable, FlagValues} from './flag.ts';

const fingerprintPattern = /^SHA256:[A-Za-z\d+/]{43}$/;

/** Flags of every verb: how to run, not what to build. */
export const commonFlags = {
	yes: {help: 'Ask nothing: what is not given takes its default'},
	answers: {placeholder: 'FILE', completes: 'files', help: 'JSON file of answers; its schema is published'},
	'sandbox-state': {placeholder: 'DIR', completes: 'folders', help: 'Folder in which the sandbox keeps its state'},
	'sandbox-faults': {placeholder: 'FILE', completes: 'files', help: 'JSON file of faults for the sandbox to simulate'},
	plain: {help: 'Plain lines instead of a live checklist'},
	accessible: {help: 'Append-only lines and numbered choices'},
	'log-file': {placeholder: 'FILE', completes: 'files', help: 'Where to write the log of the run'},
	debug: {help: 'Log requests, SSH commands and stack traces too'},
	version: {help: 'Print the version'},
	help: {help: 'Print help, of a command when one is named'},
} as const satisfies FlagTable;

/** Flags of several verbs, each of which names those that it takes. */
export const sharedFlags = {
	host: {placeholder: 'USER@ADDRESS', help: 'An existing machine, instead of a virtual machine in Azure'},
	'host-key': {
		placeholder: 'FINGERPRINT',
		help: "That machine's SSH host key, SHA256:…, to be trusted without asking",
		check: value =>
			fingerprintPattern.test(value)
				? undefined
				: 'is not a fingerprint: it looks like SHA256:… and 43 characters, as ssh-keygen -lf prints it.',
	},
	'data-disk': {
		placeholder: 'PATH',
		completes: 'files',
		help: 'Its empty data disk, /dev/disk/by-id/…; without it, data is on the system disk',
	},
	override: {placeholder: 'ID,…', help: 'Continue despite these failed checks, such as azure.quota.family'},
	json: {help: 'JSON on stdout, and nothing else there'},
} as const satisfies FlagTable;

export type SharedFlagName = keyof typeof sharedFlags;

/** Flags that any code may read; a verb's own are typed where the verb is. */
export type Flags = FlagValues<typeof commonFlags> & FlagValues<typeof sharedFlags>;

/** Flags that mean something only beside `--host`. */
export const flagsOfHost = ['host-key', 'data-disk'] as const satisfies SharedFlagName[];

/** Flags of which one at most can be given. */
export const outputFlags = ['json', 'plain', 'accessible'] as const;

/** The flags of every verb by name, typed for look-ups by any name. */
export const commonTable: FlagTable = commonFlags;
export const sharedTable: Readonly<Record<SharedFlagName, Flag>> = sharedFlags;
