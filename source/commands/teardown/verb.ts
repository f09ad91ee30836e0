import {placementKeys} from '../../answers/placement.ts';
import {defineVerb} from '../verb.ts';

export const teardown = defineVerb({
	name: 'teardown',
	summary: 'Delete everything that this tool created',
	purpose:
		'Lists what is deleted and what is kept, has you type the domain to confirm, deletes in reverse order, and looks again to prove that nothing is left. Without a terminal, --yes --domain NAME confirms. With --host the machine stays: Wasper is removed from it, its data is kept.',
	flags: {},
	shared: ['host', 'host-key', 'json'],
	answers: [...placementKeys, 'sshKey'],
	existing: {label: 'Tear down', detail: 'delete it, with all its data', states: ['unfinished', 'running', 'stopped']},
	examples: ['teardown', 'teardown --yes --domain wasper.example.com'],
	load: async () => (await import('./run.ts')).run,
});
