import type {Placement, SitePlacement} from '../deployment/deployment.ts';
import {resourceNames} from '../deployment/names.ts';
import type {Secret} from '../deployment/secret.ts';
import type {Answered} from './answers.ts';
import type {QuestionKey} from './questions.ts';

/** The questions whose answers say where a deployment is, in the order in which they are asked. */
export const placementKeys = [
	'target',
	'signIn',
	'subscription',
	'cloudflareToken',
	'domain',
	'resourceGroup',
] as const satisfies QuestionKey[];

/** The questions whose answers say where a site on an existing machine is in DNS. */
export const sitePlacementKeys = ['target', 'cloudflareToken', 'domain'] as const satisfies QuestionKey[];

/** Where the site is, with the token for its zone. */
export function sitePlacementOf({target, cloudflareToken, domain}: Answered<(typeof sitePlacementKeys)[number]>): {
	deployment: SitePlacement;
	cloudflareToken: Secret;
} {
	return {deployment: {choices: {target, domain: domain.name, zone: domain.zone}}, cloudflareToken: cloudflareToken.token};
}

/** Where the deployment is, with the token for its zone. */
export function placementOf({target, subscription, cloudflareToken, domain, resourceGroup}: Answered<(typeof placementKeys)[number]>): {
	deployment: Placement;
	cloudflareToken: Secret;
} {
	return {
		deployment: {choices: {target, subscription, domain: domain.name, zone: domain.zone}, names: resourceNames(resourceGroup)},
		cloudflareToken: cloudflareToken.token,
	};
}
