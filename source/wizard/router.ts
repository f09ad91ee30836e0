import {questions, type QuestionKey} from '../answers/questions.ts';
import type {Session} from './session.ts';

export type Route = QuestionKey | 'standing' | 'review';

/**
 * The screen to show: the first question without an answer, then the review. Nothing ever navigates.
 * Once the subscription is known, what stands there comes before everything else.
 */
export function route({keys, settled, adopted}: Pick<Session, 'keys' | 'settled' | 'adopted'>): Route {
	if (settled.subscription && adopted === undefined) {
		return 'standing';
	}

	return keys.find(key => settled[key] === undefined) ?? 'review';
}

export type Plane = 'Azure' | 'DNS' | 'Access' | 'Release' | 'Owner' | 'Bill' | 'Review';

/** The part of the deployment that a screen is about, for the header. */
export function planeOf(screen: Route): Plane {
	switch (screen) {
		case 'target':
		case 'signIn':
		case 'subscription':
		case 'standing':
		case 'region':
		case 'size':
		case 'osDisk':
		case 'ubuntu':
		case 'resourceGroup':
			return 'Azure';
		case 'cloudflareToken':
		case 'domain':
			return 'DNS';
		case 'sshFrom':
		case 'sshKey':
			return 'Access';
		case 'ownerEmail':
		case 'ownerName':
		case 'ownerPassword':
		case 'certificateContact':
			return 'Owner';
		case 'release':
			return 'Release';
		case 'currency':
		case 'budget':
			return 'Bill';
		case 'review':
			return 'Review';
	}
}

/** Place of a screen among those that are asked: `{step: 3, of: 11}`. The review is the last; what stands already is no step. */
export function progress(screen: Route, {keys, unasked}: Pick<Session, 'keys' | 'unasked'>): {step: number; of: number} {
	const asked = keys.filter(key => key === screen || (questions[key].asked && !unasked.has(key)));
	return {step: screen === 'review' ? asked.length + 1 : asked.findIndex(key => key === screen) + 1, of: asked.length + 1};
}
