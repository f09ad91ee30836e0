import type {Call} from '../azure/client/call.ts';
import {compareKinds, kindTitle} from '../azure/kind-titles.ts';
import {kinds, sameName} from '../azure/kinds.ts';
import type {GroupMember} from '../azure/resources/groups.ts';
import type {ResourceFacts} from '../azure/resources/resource.ts';
import type {Placement} from '../deployment/deployment.ts';
import type {ResourceList, OwnedResource} from '../deployment/owned-resource.ts';
import {domainTag, isOurs} from '../deployment/tags.ts';
import {ActionError} from '../errors/kinds.ts';
import {sortMembers} from './azure/members.ts';
import {whyGroupStays} from './azure/remove-group.ts';
import {describeRecord, isOurRecord} from '../cloudflare/records.ts';
import type {Gateways} from './gateways.ts';

const notOurs = 'not made by create-wasper-azure';

/**
 * What stands of a deployment, read from Azure and Cloudflare, and what stands beside it and is not ours.
 * Throws an ActionError when the group holds another deployment.
 */
export async function listOwned(
	deployment: Placement,
	{azure, cloudflare}: Pick<Gateways, 'azure' | 'cloudflare'>,
	call: Call,
): Promise<ResourceList> {
	const {domain, zone} = deployment.choices;
	const [group, members, records] = await Promise.all([
		azure.groups.find(deployment, call),
		azure.groups.members(deployment, call),
		cloudflare.records(zone.id, domain, call.signal),
	]);
	const {ours, strangers} = sortMembers(deployment, members);
	refuseOtherDomain(deployment, [...(group ? [group] : []), ...ours]);
	const whyStays = group && whyGroupStays(group, strangers);
	return {
		toRemove: [
			...ours.toSorted(compareKinds).map(member => describeMember(deployment, member)),
			...(group && !whyStays ? [describeGroup(group)] : []),
			...records.filter(isOurRecord).map(record => ({id: record.id, kind: 'DNS record', name: `${domain} ${describeRecord(record)}`})),
		],
		toKeep: [
			...strangers.map(member => ({...describeMember(deployment, member), note: notOurs})),
			...(group && whyStays ? [{...describeGroup(group), note: whyStays}] : []),
			...records
				.filter(record => !isOurRecord(record))
				.map(record => ({id: record.id, kind: 'DNS record', name: `${domain} ${describeRecord(record)}`, note: notOurs})),
		],
	};
}

function describeGroup({id, name}: ResourceFacts): OwnedResource {
	return {id, kind: kinds.group.title, name};
}

function describeMember({names}: Placement, {id, name, type}: GroupMember): OwnedResource {
	const isDataDisk = sameName(type, kinds.disk.type) && sameName(name, names.dataDisk);
	return {id, name, kind: kindTitle(names, {type, name}), ...(isDataDisk && {note: 'with all its data'})};
}

function refuseOtherDomain({choices, names}: Placement, things: ReadonlyArray<{id: string; tags: Record<string, string>}>): void {
	const stranger = things.find(({tags}) => isOurs(tags) && (tags[domainTag] ?? choices.domain) !== choices.domain);
	const other = stranger?.tags[domainTag];
	if (stranger && other !== undefined) {
		throw new ActionError({
			code: 'azure.other-deployment',
			cause: `The resource group ${names.group} holds the deployment of ${other}, not of ${choices.domain}.`,
			outcome: 'Nothing was removed.',
			next: `To remove that one, name it: --domain ${other}. Otherwise name the group of ${choices.domain} with --resource-group.`,
			evidence: [stranger.id],
		});
	}
}

/**
 * Throws an ActionError when the deployment is in another group than the named one, where nothing of it was found:
 * removing its DNS record alone would cut off a machine that runs.
 */
export async function refuseElsewhere({choices, names}: Placement, {azure}: Pick<Gateways, 'azure'>, call: Call): Promise<void> {
	const groups = await azure.groups.tagged(domainTag, choices.domain, call);
	const other = groups.find(name => name.toLowerCase() !== names.group.toLowerCase());
	if (other !== undefined) {
		throw new ActionError({
			code: 'azure.elsewhere',
			cause: `Nothing of ${choices.domain} is in the resource group ${names.group}; its deployment is in ${other}.`,
			outcome: 'Nothing was removed.',
			next: `Run the same command again with --resource-group ${other}.`,
		});
	}
}
