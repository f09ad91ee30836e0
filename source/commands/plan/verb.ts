import {questionKeys} from '../../answers/question-keys.ts';
import {defineVerb} from '../verb.ts';
import {flags} from './flags.ts';

export const plan = defineVerb({
	name: 'plan',
	summary: 'Show what create would do and what it would cost',
	purpose:
		'Inspects everything and changes nothing: what create would do step by step, for how long Wasper would be unavailable, and what the month costs. Exits with 3 when a run would stop.',
	flags,
	shared: ['host', 'host-key', 'data-disk', 'override', 'json'],
	answers: questionKeys,
	examples: ['plan --domain wasper.example.com --out plan.json', 'plan --format terraform --out main.tf'],
	load: async () => (await import('./run.ts')).run,
});
