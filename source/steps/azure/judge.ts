import {isSettled} from '../../azure/operation.ts';
import type {ResourceFacts} from '../../azure/resource.ts';
import type {Deployment} from '../../deployment/deployment.ts';
import type {Finding} from '../../deployment/finding.ts';
import {isOurs} from '../../deployment/tags.ts';
import {strangerSentence} from './refuse.ts';

/**
 * What is wrong with a resource that can be wrong with any: somebody else's, in another region, unfinished, failed, untagged.
 * Undefined when nothing of that is so. `kind` is the word for it: `network`.
 */
export function judge(deployment: Deployment, kind: string, found: ResourceFacts): Finding | undefined {
	const {region} = deployment.choices;
	const evidence = `${found.name}, ${found.region}, ${found.provisioningState}`;
	if (!isOurs(found.tags)) {
		return {state: 'broken', evidence, cause: strangerSentence(kind, found)};
	}

	if (kind !== 'resource group' && found.region !== region) {
		return {state: 'broken', evidence, cause: `The ${kind} ${found.name} is in ${found.region}, and the chosen region is ${region}.`};
	}

	if (!isSettled(found.provisioningState)) {
		return {state: 'drifted', evidence, cause: `Azure is not done with it yet (${found.provisioningState}).`, fix: 'wait until it is'};
	}

	if (found.provisioningState !== 'Succeeded') {
		return {state: 'broken', evidence, cause: `Azure could not finish it (${found.provisioningState}).`, fix: 'send it to Azure again'};
	}

	const missing = Object.keys(missingTags(deployment, found));
	if (missing.length > 0) {
		return {state: 'drifted', evidence, cause: `It lost the tag ${missing.join(', ')}.`, fix: 'tag it again'};
	}

	return undefined;
}

/** Our tags that the resource lacks. A tag whose value somebody changed is theirs. */
export function missingTags(deployment: Deployment, found: ResourceFacts): Record<string, string> {
	return Object.fromEntries(Object.entries(deployment.tags).filter(([name]) => !(name in found.tags)));
}

export function sayAbsent(name: string): Finding {
	return {state: 'absent', evidence: `there is no ${name}`};
}
