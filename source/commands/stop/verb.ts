import {machineAnswers} from '../machine/answers.ts';
import {defineVerb} from '../verb.ts';
import {flags} from './flags.ts';

export const stop = defineVerb({
	name: 'stop',
	summary: 'Stop the application, and the machine if asked to',
	purpose:
		'Stops the application so that running flows can finish. The virtual machine keeps running and costing money unless it is deallocated; its disks and address are kept either way.',
	flags,
	shared: ['host', 'host-key'],
	answers: machineAnswers,
	existing: {label: 'Stop', detail: 'the application, and the machine if you ask for it', states: ['running']},
	examples: ['stop', 'stop --deallocate'],
	load: async () => (await import('./run.ts')).run,
});
