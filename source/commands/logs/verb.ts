import {hostServices} from '../../host/operations.ts';
import {machineAnswers} from '../machine/answers.ts';
import {defineVerb} from '../verb.ts';
import {flags} from './flags.ts';

export const logs = defineVerb({
	name: 'logs',
	summary: 'Print the log of the application or of one service',
	purpose: 'Prints the last 500 lines of the services, or of one of them, with secrets blanked out.',
	positional: {
		placeholder: 'SERVICE',
		help: 'app, postgres, redis or nginx; all of them without it',
		required: false,
		values: [...hostServices],
	},
	flags,
	shared: ['host', 'host-key'],
	answers: machineAnswers,
	existing: {label: 'Log', detail: 'what the application wrote last', states: ['running']},
	examples: ['logs app --follow', 'logs --since 1h --grep error'],
	load: async () => (await import('./run.ts')).run,
});
