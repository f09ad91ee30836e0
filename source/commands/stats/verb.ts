import {machineAnswers} from '../machine/answers.ts';
import {defineVerb} from '../verb.ts';

export const stats = defineVerb({
	name: 'stats',
	summary: 'Show processor, memory and disk usage',
	purpose: 'Prints what the containers, the memory and the disks use, and the size of the database.',
	flags: {},
	shared: ['host', 'host-key', 'json'],
	answers: machineAnswers,
	examples: ['stats', 'stats --json'],
	load: async () => (await import('../machine/operate.ts')).operation('stats'),
});
