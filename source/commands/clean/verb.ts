import {machineAnswers} from '../machine/answers.ts';
import {defineVerb} from '../verb.ts';

export const clean = defineVerb({
	name: 'clean',
	summary: 'Delete stopped containers and unused images',
	purpose: 'Deletes stopped containers and unused images of this tool on the machine; nothing of others, and no data.',
	flags: {},
	shared: ['host', 'host-key'],
	answers: machineAnswers,
	examples: ['clean', 'clean --host ubuntu@203.0.113.10'],
	load: async () => (await import('../machine/operate.ts')).operation('clean'),
});
