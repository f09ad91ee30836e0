import type {InAzure} from '../../steps/step.ts';
import {deploymentSteps} from '../../steps/steps.ts';
import {removalProgram, type RemovalScope} from './removal.ts';

/** Removes a deployment in Azure; what is on its machine is deleted with the machine. */
export const teardown = removalProgram<RemovalScope<InAzure>, InAzure>({
	steps: () => deploymentSteps(),
	outcome: ({deployment: {choices}}) =>
		`What was removed is gone; the rest is kept${choices.target === 'azure' ? ', and continues to cost money' : ''}.`,
	left: {
		outcome: 'It continues to cost money.',
		next: 'Run the same command again; what is still there after that can be deleted in the Azure portal.',
	},
});
