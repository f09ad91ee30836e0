import {machineAnswers} from '../machine/answers.ts';
import {defineVerb} from '../verb.ts';

export const restart = defineVerb({
	name: 'restart',
	summary: 'Stop and start the application',
	purpose: 'Stops the application so that running flows can finish, starts it again, and waits until it is healthy.',
	flags: {},
	shared: ['host', 'host-key'],
	answers: machineAnswers,
	existing: {label: 'Restart', detail: 'stop and start the application', states: ['running']},
	examples: ['restart', 'restart --yes --domain wasper.example.com'],
	load: async () => (await import('../machine/operate.ts')).operation('restart'),
});
