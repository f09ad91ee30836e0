import {isProvisioned} from '../../azure/client/operation.ts';
import type {ResourceFacts} from '../../azure/resources/resource.ts';
import type {Deployment} from '../../deployment/deployment.ts';
import type {Finding} from '../../plan/finding.ts';
import {isOurs} from '../../deployment/tags.ts';
import type {OperatorError} from '../../errors/kinds.ts';
import {refuseRegion, refuseForeign, foreignSentence} from './refuse.ts';

/**
 * The whole finding about a resource: a fault that any resource can have, or else what the step itself found, `own`, with the
 * tags that it lost. `kind` is the word for it: `network`.
 */
export function assess<Own extends Finding>(deployment: Deployment, kind: string, found: ResourceFacts, own: Own): Finding | Own {
	return faultOf(deployment, kind, found) ?? withTags(deployment, found, own);
}

/** Why a resource is not ours to use as it is: somebody else's, in another region, unfinished, failed. */
export function faultOf(deployment: Deployment, kind: string, found: ResourceFacts): Finding | undefined {
	const {region} = deployment.choices;
	const evidence = `${found.name}, ${found.region}, ${found.provisioningState}`;
	if (!isOurs(found.tags)) {
		return {state: 'broken', evidence, replace: true, cause: foreignSentence(kind, found), ...blockedBy(refuseForeign(kind, found))};
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

	if (!isProvisioned(found.provisioningState)) {
		return {state: 'drifted', evidence, cause: `Azure is not done with it yet (${found.provisioningState}).`, fix: 'wait until it is'};
	}

	if (found.provisioningState !== 'Succeeded') {
		return {state: 'broken', evidence, cause: `Azure could not finish it (${found.provisioningState}).`, fix: 'send it to Azure again'};
	}

	return undefined;
}

/** A finding with the tags that the resource lost; what was right is then drifted, and keeps its result. */
export function withTags<Own extends Finding>(deployment: Deployment, found: ResourceFacts, own: Own): Own {
	const missing = Object.entries(missingTags(deployment, found));
	if (missing.length === 0) {
		return own;
	}

	const {changes = [], cause, fix} = own;
	return {
		...own,
		state: own.state === 'ok' ? 'drifted' : own.state,
		changes: [...changes, ...missing.map(([name, to]) => ({property: `tags.${name}`, to}))],
		cause: [cause, `It lost the tag ${missing.map(([name]) => name).join(', ')}.`].filter(Boolean).join(' '),
		fix: [fix, 'tag it again'].filter(Boolean).join(', '),
	};
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
