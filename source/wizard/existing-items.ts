import {existingActions, actionsFor, type ExistingAction} from '../answers/existing.ts';
import type {ExistingDeployment} from '../deployment/existing.ts';
import texts from '../../assets/answers.json' with {type: 'json'};
import type {Item} from './parts/rows.ts';

/** What is wanted: something with a deployment, or another one beside it. */
export type ExistingChoice = {action: ExistingAction; deployment: ExistingDeployment} | {action: 'another'};

/** `wasper.example.com in wasper-rg, eastus, D2as_v6, running` */
export function describeExisting({group, region, domain, machine}: ExistingDeployment): string {
	const state = machine ? [machine.size.replace(/^Standard_/, ''), machine.power ?? 'state unknown'] : ['not finished'];
	return [domain ? `${domain} in ${group}` : group, region, ...state].join(', ');
}

/** A row for each thing that can be done, under the deployment that it concerns. `spoken` rows name it themselves. */
export function standingItems(deployments: readonly ExistingDeployment[], spoken = false): Item[] {
	return [
		...deployments.flatMap(deployment =>
			actionsFor(deployment).map(action => ({
				value: `${action} ${deployment.group}`,
				...texts.standing[action],
				...(spoken && {label: `${texts.standing[action].label} ${deployment.domain ?? deployment.group}`}),
				group: describeExisting(deployment),
			})),
		),
		{value: 'another', ...texts.standing.another, group: 'New'},
	];
}

/** What a chosen row means. */
export function readWish(value: string, deployments: readonly ExistingDeployment[]): ExistingChoice {
	const [word = '', ...rest] = value.split(' ');
	const action = existingActions.find(item => item === word);
	const deployment = deployments.find(({group}) => group === rest.join(' '));
	return action && deployment ? {action, deployment} : {action: 'another'};
}
