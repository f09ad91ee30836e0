import {existingActions, actionsFor, type ExistingAction} from '../answers/existing.ts';
import type {ExistingDeployment} from '../deployment/existing.ts';
import texts from '../../assets/answers.json' with {type: 'json'};
import type {Item} from './parts/rows.ts';

/** An action on a deployment, or a further deployment. */
export type ExistingChoice = {action: ExistingAction; deployment: ExistingDeployment} | {action: 'another'};

/** `wasper.example.com in wasper-rg, eastus, D2as_v6, running` */
export function describeExisting({group, region, domain, machine}: ExistingDeployment): string {
	const state = machine ? [machine.size.replace(/^Standard_/, ''), machine.power ?? 'power state unknown'] : ['not finished'];
	return [domain ? `${domain} in ${group}` : group, region, ...state].join(', ');
}

/** A row for each possible action, grouped by deployment. `spoken` rows name the deployment themselves. */
export function existingItems(deployments: readonly ExistingDeployment[], spoken = false): Item[] {
	return [
		...deployments.flatMap(deployment =>
			actionsFor(deployment).map(action => ({
				value: `${action} ${deployment.group}`,
				...texts.existing[action],
				...(spoken && {label: `${texts.existing[action].label} ${deployment.domain ?? deployment.group}`}),
				group: describeExisting(deployment),
			})),
		),
		{value: 'another', ...texts.existing.another, group: 'New'},
	];
}

/** The choice behind the value of a row. */
export function readChoice(value: string, deployments: readonly ExistingDeployment[]): ExistingChoice {
	const [word = '', ...rest] = value.split(' ');
	const action = existingActions.find(item => item === word);
	const deployment = deployments.find(({group}) => group === rest.join(' '));
	return action && deployment ? {action, deployment} : {action: 'another'};
}
