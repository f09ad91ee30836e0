import {stateOf, type ExistingAction} from '../answers/existing.ts';
import type {ExistingDeployment} from '../deployment/existing.ts';
import texts from '../../assets/answers.json' with {type: 'json'};
import type {Item} from './parts/rows.ts';

/** What the operator wants: a repair or another command for a deployment, or a further deployment. */
export type ExistingChoice =
	| {wish: 'repair'; deployment: ExistingDeployment}
	| {wish: 'command'; verb: string; deployment: ExistingDeployment}
	| {wish: 'another'};

/** `wasper.example.com in wasper-rg, eastus, D2as_v6, running` */
export function describeExisting({group, region, domain, machine}: ExistingDeployment): string {
	const state = machine ? [machine.size.replace(/^Standard_/, ''), machine.power ?? 'power state unknown'] : ['not finished'];
	return [domain ? `${domain} in ${group}` : group, region, ...state].join(', ');
}

/** A row for each action that is possible now, grouped by deployment. `spoken` rows name the deployment themselves. */
export function existingItems(deployments: readonly ExistingDeployment[], actions: readonly ExistingAction[], spoken = false): Item[] {
	return [
		...deployments.flatMap(deployment =>
			[{verb: 'repair', ...texts.existing.repair}, ...actions.filter(({states}) => states.includes(stateOf(deployment)))].map(
				({verb, label, detail}) => ({
					value: `${verb} ${deployment.group}`,
					label: spoken ? `${label} ${deployment.domain ?? deployment.group}` : label,
					detail,
					group: describeExisting(deployment),
				}),
			),
		),
		{value: 'another', ...texts.existing.another, group: 'New'},
	];
}

/** The choice behind the value of a row. */
export function readChoice(value: string, deployments: readonly ExistingDeployment[]): ExistingChoice {
	const [verb = '', ...rest] = value.split(' ');
	const deployment = deployments.find(({group}) => group === rest.join(' '));
	return deployment ? (verb === 'repair' ? {wish: 'repair', deployment} : {wish: 'command', verb, deployment}) : {wish: 'another'};
}
