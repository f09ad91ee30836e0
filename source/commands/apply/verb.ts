import {defineVerb} from '../verb.ts';

export const apply = defineVerb({
	name: 'apply',
	summary: 'Do exactly what a saved plan says',
	purpose:
		'Inspects everything again and does what the saved plan says. Refuses, naming the differences, when anything else would be done now than was planned.',
	positional: {placeholder: 'FILE', help: 'The plan, saved by plan --out FILE', required: true, completes: 'files'},
	flags: {},
	shared: ['override', 'json'],
	answers: ['signIn', 'cloudflareToken', 'sshKey', 'ownerPassword'],
	examples: ['apply plan.json', 'apply plan.json --json'],
	load: async () => (await import('./apply.ts')).apply,
});
