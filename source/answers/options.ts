/** Flags that are not questions: how to run, not what to build. */
export const optionTable = {
	yes: {help: 'Ask nothing: take flags, environment, answers file and defaults'},
	answers: {placeholder: 'FILE', help: 'JSON file of answers; see the published schema'},
	'sandbox-state': {placeholder: 'DIR', help: 'Where the sandbox keeps its state'},
	'sandbox-faults': {placeholder: 'FILE', help: 'JSON file of faults for the sandbox to show'},
	json: {help: 'One event a line on stdout, and nothing else there'},
	plain: {help: 'Plain lines instead of a live checklist'},
	accessible: {help: 'For screen readers: append-only lines, numbered choices'},
	'log-file': {placeholder: 'FILE', help: 'Where to write the log of the run'},
	debug: {help: 'Say more in the log'},
	version: {help: 'Print the version'},
	help: {help: 'Print this help'},
} as const satisfies Record<string, {placeholder?: string; help: string}>;

export type OptionName = keyof typeof optionTable;

/** Positional verbs; without one the tool creates or repairs. */
export const verbTable = {
	create: 'Create a deployment, or make an existing one right again (default)',
	teardown: 'Remove everything that this tool made',
} as const;

export type Verb = keyof typeof verbTable;
