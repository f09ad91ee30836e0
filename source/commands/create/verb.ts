import {questionKeys} from '../../answers/question-keys.ts';
import {defineVerb} from '../verb.ts';

export const create = defineVerb({
	name: 'create',
	summary: 'Create or repair a deployment (default)',
	purpose:
		'Creates everything that Wasper needs, from the resource group to the certificate, or repairs an existing deployment: what is right is kept, what is missing is created, what has drifted is corrected. A run that was interrupted continues where it stopped.',
	flags: {},
	shared: ['host', 'host-key', 'data-disk', 'override', 'json'],
	answers: questionKeys,
	examples: ['--sandbox', 'create --yes --answers answers.json'],
	load: async () => (await import('./run.ts')).run,
});
