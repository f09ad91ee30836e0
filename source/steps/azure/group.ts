import type {ResourceFacts} from '../../azure/resources/resource.ts';
import type {Deployment, Placement} from '../../deployment/deployment.ts';
import {domainTag} from '../../deployment/tags.ts';
import type {ActionError} from '../../errors/kinds.ts';
import {handle} from '../handle.ts';
import {refusedFault} from './fault.ts';
import {listGroup} from './list-group.ts';
import {refuse} from './refuse.ts';
import {removeGroup} from './remove-group.ts';
import {resourceStep} from './resource-step.ts';
import {stepKind} from './step-kind.ts';

const kind = {...stepKind('group'), anyRegion: true};

export const resourceGroup = handle<{id: string; region: string}>(kind.id);

export const group = {
	...resourceStep({
		...kind,
		needs: {},
		gives: resourceGroup,
		gateway: azure => azure.groups,
		faults: [
			refusedFault({
				code: 'azure.group.other-deployment',
				detect: (wanted, found) => otherDomain(wanted, found) !== undefined,
				explain: (wanted, found) => ({
					state: 'broken',
					evidence: `${found.name}, ${found.region}`,
					replace: true,
					cause: `The resource group ${found.name} already holds the deployment of ${otherDomain(wanted, found)}.`,
				}),
				refuse: (wanted, found) => otherDeployment(wanted, found),
			}),
		],
		describe: (_, found) => `${found.name}, ${found.region}`,
		create: async context => context.gateways.azure.groups.create(context.deployment, context),
		result: (_, found) => ({id: found.id, region: found.region}),
	}),
	owns: listGroup,
	remove: removeGroup,
};

/** The domain of another deployment that lives in this group. */
function otherDomain({choices}: Placement, found: ResourceFacts): string | undefined {
	const domain = found.tags[domainTag];
	return domain === choices.domain ? undefined : domain;
}

function otherDeployment(wanted: Deployment, found: ResourceFacts): ActionError {
	const other = otherDomain(wanted, found);
	return refuse(
		'azure.other-deployment',
		`The resource group ${found.name} already holds the deployment of ${other}, and a group holds one.`,
		`Run the same command again with another --resource-group, or with --domain ${other}.`,
		[found.id],
	);
}
