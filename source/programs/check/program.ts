import type {Deployment} from '../../deployment/deployment.ts';
import {ActionError} from '../../errors/kinds.ts';
import {describeFindings} from '../../plan/finding.ts';
import {deploymentSteps} from '../../steps/steps.ts';
import type {Program, RunScope} from '../program.ts';
import {stopOnly} from '../stop-question.ts';

export interface CheckScope extends RunScope {
	deployment: Deployment;
}

/** Inspects everything and changes nothing; ends with an error that lists what is not right. */
export const check: Program<CheckScope> = {
	id: 'check',
	order: 'inspection',
	steps: () => deploymentSteps(),
	decide: (_, findings) => (findings.length === 0 ? 'keep' : 'leave'),
	words: ({deployment: {choices}}) => ({
		doing: `Checking Wasper at ${choices.domain}`,
		rehearsal: 'Rehearsal: the stand-ins on this computer are checked.',
		done: `Everything is right at ${choices.domain}`,
		nothing: `Everything is right at ${choices.domain}`,
	}),
	stopQuestion: stopOnly('Stop this check?'),
	ifStopped: () => ({outcome: 'Nothing was changed.', next: 'Run the same command again.'}),
	async prove({left}) {
		const [first] = left;
		return first === undefined
			? {}
			: {
					error: new ActionError({
						code: 'check.findings',
						cause: `${left.size === 1 ? '1 step is' : `${left.size} steps are`} not right.`,
						outcome: 'Nothing was changed.',
						next: 'Run create-wasper-azure to repair it.',
						evidence: [...left].map(([step, findings]) => `${step}: ${describeFindings(findings)}`),
					}),
				};
	},
};
