import {standingActions, actionsFor, type StandingAction} from '../answers/standing.ts';
import type {StandingDeployment} from '../deployment/standing.ts';
import texts from '../../assets/answers.json' with {type: 'json'};
import type {Item} from './parts/rows.ts';

/** What is wanted: something with a deployment, or another one beside it. */
export type StandingWish = {action: StandingAction; deployment: StandingDeployment} | {action: 'another'};

/** `wasper.example.com in wasper-rg, eastus, D2as_v6, running` */
export function describeStanding({group, region, domain, machine}: StandingDeployment): string {
	const state = machine ? [machine.size.replace(/^Standard_/, ''), machine.power ?? 'state unknown'] : ['not finished'];
	return [domain ? `${domain} in ${group}` : group, region, ...state].join(', ');
}

/** A row for each thing that can be done, under the deployment that it concerns. `spoken` rows name it themselves. */
export function standingItems(deployments: readonly StandingDeployment[], spoken = false): Item[] {
	return [
		...deployments.flatMap(deployment =>
			actionsFor(deployment).map(action => ({
				value: `${action} ${deployment.group}`,
				...texts.standing[action],
				...(spoken && {label: `${texts.standing[action].label} ${deployment.domain ?? deployment.group}`}),
				group: describeStanding(deployment),
			})),
		),
		{value: 'another', ...texts.standing.another, group: 'New'},
	];
}

/** What a chosen row means. */
export function readWish(value: string, deployments: readonly StandingDeployment[]): StandingWish {
	const [word = '', ...rest] = value.split(' ');
	const action = standingActions.find(item => item === word);
	const deployment = deployments.find(({group}) => group === rest.join(' '));
	return action && deployment ? {action, deployment} : {action: 'another'};
}
