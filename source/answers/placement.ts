import type {Placement} from '../deployment/deployment.ts';
import {resourceNames} from '../deployment/names.ts';
import type {Secret} from '../deployment/secret.ts';
import {UsageError} from '../errors/kinds.ts';
import type {Settled} from './answers.ts';
import {questions, type QuestionKey} from './questions.ts';

/** The questions whose answers say where a deployment is, in the order in which they are asked. */
export const placementKeys = [
	'target',
	'signIn',
	'subscription',
	'cloudflareToken',
	'domain',
	'resourceGroup',
] as const satisfies QuestionKey[];

/** Where the deployment is, with the token that opens its zone. Throws when an answer is missing. */
export function placementOf(settled: Settled): {deployment: Placement; cloudflareToken: Secret} {
	const {target, subscription, cloudflareToken, domain, resourceGroup} = settled;
	if (!target || !subscription || !cloudflareToken || !domain || !resourceGroup) {
		const missing = placementKeys.filter(key => settled[key] === undefined).map(key => questions[key].title);
		throw new UsageError({code: 'answers.missing', cause: `Not answered: ${missing.join(', ')}.`, outcome: 'Nothing was begun.'});
	}

	return {
		deployment: {choices: {target, subscription, domain: domain.name, zone: domain.zone}, names: resourceNames(resourceGroup)},
		cloudflareToken: cloudflareToken.token,
	};
}
