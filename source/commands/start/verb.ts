import {machineAnswers} from '../machine/answers.ts';
import {defineVerb} from '../verb.ts';

export const start = defineVerb({
	name: 'start',
	summary: 'Start a stopped machine and the application',
	purpose: 'Starts the virtual machine when it is stopped or deallocated, then the application, and waits until it is healthy.',
	flags: {},
	shared: ['host', 'host-key'],
	answers: machineAnswers,
	existing: {label: 'Start', detail: 'the machine and the application, until they are healthy', states: ['stopped']},
	examples: ['start', 'start --resource-group wasper-rg'],
	load: async () => (await import('./run.ts')).run,
});
