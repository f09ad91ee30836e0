import {compareKinds, kindTitle} from '../../azure/kind-titles.ts';
import {kinds} from '../../azure/kinds.ts';
import type {GroupMember} from '../../azure/resources/groups.ts';
import type {Placement} from '../../deployment/deployment.ts';
import type {ListedResource} from '../../deployment/owned-resource.ts';
import {domainTag, isOurs} from '../../deployment/tags.ts';
import {ActionError} from '../../errors/kinds.ts';
import type {RemovalContext} from '../step.ts';
import {sortMembers} from './members.ts';
import {whyGroupStays} from './remove-group.ts';

/**
 * The group and everything in it: what carries our tag although no step knows it, such as an extension, what is not ours, and last the group.
 * Throws an ActionError when the group holds another deployment.
 */
export async function listGroup(context: RemovalContext): Promise<ListedResource[]> {
	const {deployment, gateways} = context;
	const {groups} = gateways.azure;
	const [group, members] = await Promise.all([groups.find(deployment, context), groups.members(deployment, context)]);
	const {ours, foreign} = sortMembers(deployment, members);
	refuseOtherDomain(deployment, [...(group ? [group] : []), ...ours]);
	const keptBecause = group && whyGroupStays(group, foreign);
	return [
		...ours.toSorted(compareKinds).map(member => describe(deployment, member)),
		...foreign.map(member => ({...describe(deployment, member), keptBecause: 'not created by create-wasper-azure'})),
		...(group ? [{id: group.id, kind: kinds.group.title, name: group.name, ...(keptBecause !== undefined && {keptBecause})}] : []),
	];
}

function describe({names}: Placement, {id, name, type}: GroupMember): ListedResource {
	return {id, name, kind: kindTitle(names, {type, name})};
}

function refuseOtherDomain({choices, names}: Placement, resources: ReadonlyArray<{id: string; tags: Record<string, string>}>): void {
	const other = resources.find(({tags}) => isOurs(tags) && (tags[domainTag] ?? choices.domain) !== choices.domain);
	const domain = other?.tags[domainTag];
	if (other && domain !== undefined) {
		throw new ActionError({
			code: 'azure.other-deployment',
			cause: `The resource group ${names.group} holds the deployment of ${domain}, not of ${choices.domain}.`,
			outcome: 'Nothing was removed.',
			next: `To remove that one, name it: --domain ${domain}. Otherwise name the group of ${choices.domain} with --resource-group.`,
			evidence: [other.id],
		});
	}
}
