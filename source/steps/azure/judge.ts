import {isSettled} from '../../azure/operation.ts';
import type {ResourceFacts} from '../../azure/resource.ts';
import type {Deployment} from '../../deployment/deployment.ts';
import type {Finding} from '../../deployment/finding.ts';
import {isOurs} from '../../deployment/tags.ts';
import type {OperatorError} from '../../errors/kinds.ts';
import {refuseRegion, refuseStranger, strangerSentence} from './refuse.ts';

/**
 * What is wrong with a resource that can be wrong with any: somebody else's, in another region, unfinished, failed, untagged.
 * Undefined when nothing of that is so. `kind` is the word for it: `network`.
 */
export function judge(deployment: Deployment, kind: string, found: ResourceFacts): Finding | undefined {
	const {region} = deployment.choices;
	const evidence = `${found.name}, ${found.region}, ${found.provisioningState}`;
	if (!isOurs(found.tags)) {
		return {state: 'broken', evidence, replace: true, cause: strangerSentence(kind, found), ...blockedBy(refuseStranger(kind, found))};
	}

	if (kind !== 'resource group' && found.region !== region) {
		return {
			state: 'broken',
			evidence,
			replace: true,
			changes: [{property: 'region', from: found.region, to: region}],
			cause: `The ${kind} ${found.name} is in ${found.region}, and the chosen region is ${region}.`,
			...blockedBy(refuseRegion(deployment, kind, found)),
		};
	}

	if (!isSettled(found.provisioningState)) {
		return {state: 'drifted', evidence, cause: `Azure is not done with it yet (${found.provisioningState}).`, fix: 'wait until it is'};
	}

	if (found.provisioningState !== 'Succeeded') {
		return {state: 'broken', evidence, cause: `Azure could not finish it (${found.provisioningState}).`, fix: 'send it to Azure again'};
	}

	const missing = Object.entries(missingTags(deployment, found));
	if (missing.length > 0) {
		return {
			state: 'drifted',
			evidence,
			changes: missing.map(([name, to]) => ({property: `tags.${name}`, to})),
			cause: `It lost the tag ${missing.map(([name]) => name).join(', ')}.`,
			fix: 'tag it again',
		};
	}

	return undefined;
}

/** What `apply` would ask of the operator when it refuses with this error. */
export function blockedBy({explanation}: OperatorError): Pick<Finding, 'blocked'> {
	return explanation.next === undefined ? {} : {blocked: explanation.next};
}

/** Our tags that the resource lacks. A tag whose value somebody changed is theirs. */
export function missingTags(deployment: Deployment, found: ResourceFacts): Record<string, string> {
	return Object.fromEntries(Object.entries(deployment.tags).filter(([name]) => !(name in found.tags)));
}

export function sayAbsent(name: string): Finding {
	return {state: 'absent', evidence: `there is no ${name}`};
}
