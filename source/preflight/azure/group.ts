import {otherRelease} from '../../deployment/releases.ts';
import {belongsTo, domainTag, ownerTag, ownerTagValue, releaseTag} from '../../deployment/tags.ts';
import type {Context} from '../context.ts';
import {failed, passed, type Outcome} from '../outcome.ts';
import {atOurNames} from './own-resources.ts';

/** Whether the name of the resource group is free, or the group is ours. */
export async function checkGroup(context: Context): Promise<Outcome> {
	const {choices} = context;
	const group = await context.group();
	if (!group) {
		return passed(`there is no ${choices.resourceGroup} yet`);
	}

	const evidence = `${group.name}, ${group.region}, ${group.provisioningState}${tell(group.tags)}`;
	if (group.provisioningState === 'Deleting') {
		return failed(
			`The resource group ${group.name} is being deleted.`,
			'Wait until it is gone, or choose another --resource-group.',
			evidence,
		);
	}

	if (!belongsTo(choices.domain, group.tags)) {
		return failed(
			`A resource group ${group.name} exists and was not created by create-wasper-azure.`,
			`Choose another --resource-group, or let create-wasper-azure use it: az group update --name ${group.name} --set tags.${ownerTag}=${ownerTagValue}`,
			evidence,
		);
	}

	const other = group.tags[domainTag];
	if (other !== undefined && other !== choices.domain) {
		return failed(
			`The resource group ${group.name} already holds the deployment of ${other}, and a group holds only one.`,
			`Choose another --resource-group, or --domain ${other}.`,
			evidence,
		);
	}

	const release = await releaseOfDisk(context);
	if (release !== undefined && release !== choices.release) {
		const {cause, next} = otherRelease(release, choices.release);
		return failed(cause, next, evidence);
	}

	return passed(evidence);
}

/** The release set whose database is on the data disk; undefined without a disk of ours, or without its tag. */
async function releaseOfDisk(context: Context): Promise<string | undefined> {
	const disk = atOurNames(context.placement.names, await context.members()).find(({kind}) => kind.name === 'dataDisk');
	return disk?.member.tags[releaseTag];
}

/** Whether resources of somebody else have the names of ours. */
export async function checkNames(context: Context): Promise<Outcome> {
	const {names} = context.placement;
	const existing = atOurNames(names, await context.members());
	const foreign = existing.filter(({member}) => !belongsTo(context.choices.domain, member.tags));
	const [first] = foreign;
	if (!first) {
		return passed(existing.length > 0 ? `${existing.length} of ours exist in ${names.group}` : `all names in ${names.group} are free`);
	}

	const others = foreign.length > 1 ? ` and ${foreign.length - 1} more` : '';
	return failed(
		`A ${first.kind.title} named ${first.member.name}${others} exists in ${names.group} and was not created by create-wasper-azure.`,
		`Choose another --resource-group. If create-wasper-azure created ${first.member.name} and its tags were removed, put the tag back: az tag update --resource-id ${first.member.id} --operation Merge --tags ${ownerTag}=${ownerTagValue}`,
		foreign.map(({kind, member}) => `${kind.title} ${member.name}${tell(member.tags)}`).join('; '),
	);
}

/** Whether existing resources are in the chosen region: Azure can't move them. */
export async function checkRegion(context: Context): Promise<Outcome> {
	const {choices, placement} = context;
	const [group, members] = await Promise.all([context.group(), context.members()]);
	const misplaced = atOurNames(placement.names, members).filter(({member}) => member.region !== choices.region);
	const [first] = misplaced;
	if (first) {
		return failed(
			`The ${first.kind.title} ${first.member.name} is in ${first.member.region}, and the chosen region is ${choices.region}; Azure cannot move it.`,
			`Choose --region ${first.member.region}, or another --resource-group.`,
			misplaced.map(({member}) => `${member.name} in ${member.region}`).join(', '),
		);
	}

	return group && group.region !== choices.region
		? failed(
				`The resource group ${group.name} is in ${group.region}: its resources can be in ${choices.region}, but can't be changed while ${group.region} is down.`,
				'Choose another --resource-group if that matters.',
				`${group.name} in ${group.region}`,
				'note',
			)
		: passed(group ? `${group.name} in ${group.region}` : `nothing exists outside ${choices.region}`);
}

function tell(tags: Record<string, string>): string {
	const list = Object.entries(tags).map(([name, value]) => `${name}=${value}`);
	return list.length > 0 ? `, tags ${list.join(' ')}` : ', no tags';
}
