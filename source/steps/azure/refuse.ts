import type {ResourceFacts} from '../../azure/resources/resource.ts';
import type {Deployment} from '../../deployment/deployment.ts';
import {ActionError} from '../../errors/kinds.ts';
import {ownerTag, ownerTagValue} from '../../deployment/tags.ts';

const untouched = 'It was not touched; what was created before is kept.';

/** Why a foreign resource is left alone, with what its tags say about its owner. */
export function foreignSentence(kind: string, found: ResourceFacts): string {
	const tags = Object.entries(found.tags).map(([name, value]) => `${name}=${value}`);
	const owner = tags.length > 0 ? `its tags are ${tags.join(', ')}` : 'it has no tags';
	return `A ${kind} named ${found.name} exists and was not created by create-wasper-azure (${owner}).`;
}

/** A foreign resource has a name that one of ours needs. */
export function refuseForeign(kind: string, found: ResourceFacts): ActionError {
	const adopt =
		kind === 'resource group'
			? `To use it anyway: az group update --name ${found.name} --set tags.${ownerTag}=${ownerTagValue}`
			: `If create-wasper-azure created it and its tags were removed, put the tag back: az tag update --resource-id ${found.id} --operation Merge --tags ${ownerTag}=${ownerTagValue}`;
	return new ActionError({
		code: 'azure.foreign',
		cause: foreignSentence(kind, found),
		outcome: untouched,
		next: `Run the same command again with another --resource-group. ${adopt}`,
		evidence: [found.id],
	});
}

/** Our own resource is in another region than the chosen one. */
export function refuseRegion(deployment: Deployment, kind: string, found: ResourceFacts): ActionError {
	return new ActionError({
		code: 'azure.region',
		cause: `The ${kind} ${found.name} is in ${found.region}, and the chosen region is ${deployment.choices.region}; Azure cannot move it.`,
		outcome: untouched,
		next: `Run the same command again with --region ${found.region}, or with another --resource-group.`,
		evidence: [found.id],
	});
}

/** Something has to be changed that only the operator may change. */
export function refuse(code: string, cause: string, next: string, evidence: string[] = []): ActionError {
	return new ActionError({code, cause, outcome: untouched, next, evidence});
}
