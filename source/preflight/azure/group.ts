import {domainTag, isOurs, ownerTag, ownerTagValue} from '../../deployment/tags.ts';
import type {Context} from '../context.ts';
import {failed, passed, type Outcome} from '../outcome.ts';
import {atOurNames} from './own-resources.ts';

/** Whether the group's name is free, or the group ours. */
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

	if (!isOurs(group.tags)) {
		return failed(
			`A resource group ${group.name} exists and was not made by create-wasper-azure.`,
			`Choose another --resource-group, or have it used: az group update --name ${group.name} --set tags.${ownerTag}=${ownerTagValue}`,
			evidence,
		);
	}

	const other = group.tags[domainTag];
	return other !== undefined && other !== choices.domain
		? failed(
				`The resource group ${group.name} already holds the deployment of ${other}, and a group holds one.`,
				`Choose another --resource-group, or --domain ${other}.`,
				evidence,
			)
		: passed(evidence);
}

/** Whether somebody else's things stand at the names of ours. */
export async function checkNames(context: Context): Promise<Outcome> {
	const {names} = context.placement;
	const standing = atOurNames(names, await context.members());
	const strangers = standing.filter(({member}) => !isOurs(member.tags));
	const [first] = strangers;
	if (!first) {
		return passed(standing.length > 0 ? `${standing.length} of ours stand in ${names.group}` : `all names in ${names.group} are free`);
	}

	const others = strangers.length > 1 ? ` and ${strangers.length - 1} more` : '';
	return failed(
		`A ${first.kind.title} named ${first.member.name}${others} exists in ${names.group} and was not made by create-wasper-azure.`,
		'Choose another --resource-group.',
		strangers.map(({kind, member}) => `${kind.title} ${member.name}${tell(member.tags)}`).join('; '),
	);
}

/** Whether what stands already is where the choices say: Azure moves nothing between regions. */
export async function checkRegion(context: Context): Promise<Outcome> {
	const {choices, placement} = context;
	const [group, members] = await Promise.all([context.group(), context.members()]);
	const elsewhere = atOurNames(placement.names, members).filter(({member}) => member.region !== choices.region);
	const [first] = elsewhere;
	if (first) {
		return failed(
			`The ${first.kind.title} ${first.member.name} is in ${first.member.region}, and the chosen region is ${choices.region}; Azure cannot move it.`,
			`Choose --region ${first.member.region}, or another --resource-group.`,
			elsewhere.map(({member}) => `${member.name} in ${member.region}`).join(', '),
		);
	}

	return group && group.region !== choices.region
		? failed(
				`The resource group ${group.name} is in ${group.region}: what is in it may be in ${choices.region}, but can't be changed while ${group.region} is down.`,
				'Choose another --resource-group if that matters.',
				`${group.name} in ${group.region}`,
				'note',
			)
		: passed(group ? `${group.name} in ${group.region}` : `nothing stands outside ${choices.region}`);
}

function tell(tags: Record<string, string>): string {
	const list = Object.entries(tags).map(([name, value]) => `${name}=${value}`);
	return list.length > 0 ? `, tags ${list.join(' ')}` : ', no tags';
}
