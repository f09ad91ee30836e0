import {defineVerb} from '../verb.ts';

export const help = defineVerb({
	name: 'help',
	summary: 'Print help, of a command when one is named',
	purpose: 'Prints the list of commands, or everything about one of them.',
	positional: {placeholder: 'COMMAND', help: 'The command to explain', required: false, completes: 'verbs'},
	flags: {},
	shared: [],
	answers: [],
	examples: ['help', 'help teardown'],
	load: async () => (await import('./run.ts')).run,
});
