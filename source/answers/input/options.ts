/** Verbs that work on a machine which stands. */
const operations = ['start', 'stop', 'restart', 'status', 'logs', 'health', 'stats', 'clean'] as const;

/** Flags that are not questions: how to run, not what to build. Those with `verbs` belong to these commands alone. */
export const optionTable = {
	yes: {help: 'Ask nothing: take flags, environment, answers file and defaults'},
	answers: {placeholder: 'FILE', help: 'JSON file of answers; see the published schema'},
	'sandbox-state': {placeholder: 'DIR', help: 'Where the sandbox keeps its state'},
	'sandbox-faults': {placeholder: 'FILE', help: 'JSON file of faults for the sandbox to show'},
	host: {placeholder: 'USER@ADDRESS', help: 'A machine that stands already, instead of one in Azure', verbs: ['create', ...operations]},
	'host-key': {
		placeholder: 'FINGERPRINT',
		help: "That machine's SSH host key, SHA256:…, to be trusted unasked",
		verbs: ['create', ...operations],
	},
	'data-disk': {
		placeholder: 'PATH',
		help: 'with --host: its empty data disk, /dev/disk/by-id/…; else data lives on the system disk',
		verbs: ['create'],
	},
	deallocate: {help: 'stop: give the machine back too; only its disks and its address cost money then', verbs: ['stop']},
	follow: {help: 'logs: go on with new lines as they come', verbs: ['logs']},
	since: {placeholder: 'TIME', help: 'logs: from then on, such as 10m, 2h, 2026-11-21T08:00', verbs: ['logs']},
	grep: {placeholder: 'TEXT', help: 'logs: only lines that hold this text', verbs: ['logs']},
	override: {
		placeholder: 'ID,…',
		help: 'Go on in spite of these failed checks, such as azure.quota.family',
		verbs: ['create', 'plan', 'apply'],
	},
	out: {placeholder: 'FILE', help: 'plan: save the plan there, for apply; with --format: the export', verbs: ['plan']},
	format: {placeholder: 'NAME', help: 'plan: the same resources as an arm template or as terraform, instead of the plan', verbs: ['plan']},
	json: {
		help: 'One event a line on stdout, and nothing else there; plan, status, health, stats: one document',
		verbs: ['create', 'plan', 'apply', 'teardown', 'status', 'health', 'stats'],
	},
	plain: {help: 'Plain lines instead of a live checklist'},
	accessible: {help: 'For screen readers: append-only lines, numbered choices'},
	'log-file': {placeholder: 'FILE', help: 'Where to write the log of the run'},
	debug: {help: 'Say more in the log'},
	version: {help: 'Print the version'},
	help: {help: 'Print this help'},
} as const satisfies Record<string, {placeholder?: string; help: string; verbs?: readonly string[]}>;

export type OptionName = keyof typeof optionTable;

/** Positional verbs; without one the tool creates or repairs. */
export const verbTable = {
	create: 'Create a deployment, or make an existing one right again (default)',
	plan: 'What create would do and what it would cost; changes nothing',
	apply: 'Do what a saved plan FILE says, if the world is still as it was',
	teardown: 'Remove everything that this tool made',
	start: 'Start a stopped machine and the application, to proven health',
	stop: 'Stop the application, and the machine if you say so',
	restart: 'Stop and start the application',
	status: 'What the machine says of itself in a few lines',
	logs: 'Log of the application, or of a SERVICE: app, postgres, redis, nginx',
	health: 'Ask every part whether it really works',
	stats: 'Processor, memory and disk',
	clean: 'Remove stopped containers and old images of ours',
} as const;

export type Verb = keyof typeof verbTable;
