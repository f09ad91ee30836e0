import type {Backend} from '../../backend/backend.ts';
import type {Deployment} from '../../deployment/deployment.ts';
import type {Costs} from '../../plan/plan-cost.ts';
import type {Summary} from '../../runner/events.ts';
import type {Gateways} from '../../steps/gateways.ts';
import {deploymentSteps, type StepSecrets} from '../../steps/steps.ts';
import type {Program} from '../program.ts';
import {stopOrUndo} from '../stop-question.ts';
import {setupWords} from './words.ts';
import {recoverFromShortage} from './shortage.ts';
import {summarize} from './summarize.ts';

/** What a setup works on, and by what it recovers. */
export interface SetupScope {
	deployment: Deployment;
	gateways: Gateways;
	costs: Costs;
	/** Handed to the steps that need them, and to nothing else. */
	secrets: StepSecrets;
	/** Where secrets are kept, for the summary. */
	places: Summary['secrets'];
	backend: Pick<Backend, 'sizes' | 'prices' | 'regions' | 'systemDisk'>;
	/** Whether somebody can be asked during the run. */
	asks: boolean;
	/** Whether a saved plan decides, into which another size can only be planned. */
	planned: boolean;
	/** Sizes, families and regions that Azure had no capacity for in this run. */
	refused: ReadonlySet<string>;
}

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
	prove: async finished => ({summary: summarize(finished)}),
};
