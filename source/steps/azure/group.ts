import type {ResourceFacts} from '../../azure/resources/resource.ts';
import type {Deployment} from '../../deployment/deployment.ts';
import type {ActionError} from '../../errors/kinds.ts';
import type {Inspection, Step} from '../step.ts';
import {adopt} from './adopt.ts';
import {blockedBy, assess, sayAbsent} from './assess.ts';
import {refuse} from './refuse.ts';
import {removeGroup} from './remove-group.ts';

const kind = 'resource group';

export const group: Step<'azure.group'> = {
	id: 'azure.group',
	plane: 'azure',
	title: 'Resource group',
	needs: [],

	async inspect(context) {
		const {deployment, gateways} = context;
		const found = await gateways.azure.groups.find(deployment, context);
		if (!found) {
			return sayAbsent(deployment.names.group);
		}

		const evidence = `${found.name}, ${found.region}`;
		const other = otherDomain(deployment, found);
		return assess<Inspection<'azure.group'>>(
			deployment,
			kind,
			found,
			other
				? {
						state: 'broken',
						evidence,
						replace: true,
						cause: `The resource group ${found.name} already holds the deployment of ${other}.`,
						...blockedBy(otherDeployment(found, other)),
					}
				: {state: 'ok', evidence, result: {id: found.id, region: found.region}},
		);
	},

	async apply(context) {
		const {deployment, gateways} = context;
		const find = async () => gateways.azure.groups.find(deployment, context);
		const standing = await adopt(context, kind, async () => refuseOtherDomain(deployment, await find()));
		const {id, region} = standing ?? (await gateways.azure.groups.create(deployment, context));
		return {id, region};
	},

	remove: removeGroup,
};

/** The domain of another deployment that lives in this group. */
function otherDomain(deployment: Deployment, found: ResourceFacts): string | undefined {
	const domain = found.tags['wasper-domain'];
	return domain === deployment.choices.domain ? undefined : domain;
}

function refuseOtherDomain<T extends ResourceFacts>(deployment: Deployment, found: T | undefined): T | undefined {
	const other = found && otherDomain(deployment, found);
	if (other) {
		throw otherDeployment(found, other);
	}

	return found;
}

function otherDeployment(found: ResourceFacts, other: string): ActionError {
	return refuse(
		'azure.other-deployment',
		`The resource group ${found.name} already holds the deployment of ${other}, and a group holds one.`,
		`Run the same command again with another --resource-group, or with --domain ${other}.`,
		[found.id],
	);
}
