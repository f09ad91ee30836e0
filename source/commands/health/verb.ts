import {machineAnswers} from '../machine/answers.ts';
import {defineVerb} from '../verb.ts';

export const health = defineVerb({
	name: 'health',
	summary: 'Check that every part really works',
	purpose: 'Checks every part from the data disk to the answer through nginx, and says which one fails.',
	flags: {},
	shared: ['host', 'host-key', 'json'],
	answers: machineAnswers,
	existing: {label: 'Health', detail: 'check that every part really works', states: ['running']},
	examples: ['health', 'health --host ubuntu@203.0.113.10'],
	load: async () => (await import('../machine/operate.ts')).operation('health'),
});
