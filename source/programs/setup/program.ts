import {deploymentSteps} from '../../steps/steps.ts';
import type {Program} from '../program.ts';
import {stopOrUndo} from '../stop-question.ts';
import type {SetupScope} from './scope.ts';
import {recoverFromShortage} from './shortage.ts';
import {summarize} from './summarize.ts';
import {setupWords} from './words.ts';

/** Creates what is absent and repairs what is not right. */
export const setup: Program<SetupScope> = {
	id: 'setup',
	order: 'needs',
	steps: ({secrets}) => deploymentSteps(secrets),
	decide: (_, findings) => (findings.length === 0 ? 'keep' : 'apply'),
	words: ({deployment}) => setupWords(deployment),
	stopQuestion: stopOrUndo,
	ifStopped: ({deployment: {choices}}) => ({
		outcome: `What was created is kept${choices.target === 'azure' ? ', and continues to cost money' : ''}.`,
		next: 'Run the same command again to go on, or `create-wasper-azure teardown` to remove it.',
	}),
	recover: recoverFromShortage,
	prove: async finished => ({summary: await summarize(finished)}),
};
