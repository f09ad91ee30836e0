import {machineAnswers} from '../machine/answers.ts';
import {defineVerb} from '../verb.ts';

export const status = defineVerb({
	name: 'status',
	summary: 'Show what the machine reports about itself',
	purpose: 'Prints what each part of the machine reports, and the certificate, address and uptime. With --json: one document.',
	flags: {},
	shared: ['host', 'host-key', 'json'],
	answers: machineAnswers,
	existing: {label: 'Status', detail: 'what the machine reports about itself', states: ['running']},
	examples: ['status', 'status --json'],
	load: async () => (await import('../machine/operate.ts')).operation('status'),
});
