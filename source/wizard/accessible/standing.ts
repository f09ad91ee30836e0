import type {Form} from '../../answers/form.ts';
import type {Answers} from '../../answers/answers.ts';
import type {Lookups} from '../../answers/lookups.ts';
import {adoptedAnswers, decidedBy, freshAnswers, handoverOf, type Handover} from '../../answers/standing.ts';
import type {Action, Session} from '../session.ts';
import {describeStanding, readWish, standingItems} from '../standing-items.ts';
import {offer} from './choose.ts';
import type {Dialogue} from './dialogue.ts';
import {askItem} from './question.ts';

/** The conversation ends, and another command goes on. */
export interface HandOver {
	type: 'hand over';
	handover: Handover;
}

/** Says what stands in the subscription and asks what shall happen with it; silent where nothing stands. */
export async function askStanding(
	form: Form<unknown>,
	{settled}: Session,
	given: Answers,
	lookups: Lookups,
	dialogue: Dialogue,
): Promise<Action | HandOver> {
	const {subscription} = settled;
	if (!form.handOver || !subscription) {
		return {type: 'adopt', answers: {}, by: 'itself'};
	}

	const looking = Promise.all([lookups.deployments(subscription.id), lookups.sshKeys()]);
	const [deployments, keys] = await dialogue.waiting('Looking for what stands already', looking);
	const decided = decidedBy(given, deployments, keys);
	if (decided) {
		return {type: 'adopt', answers: decided, by: 'itself'};
	}

	const items = standingItems(deployments, true);
	dialogue.say('', `In ${subscription.name} stands already:`, ...deployments.map(deployment => `${describeStanding(deployment)}.`));
	dialogue.say('What do you want?', ...offer(items, items, true));
	for (;;) {
		const value = await askItem(items, items[0]?.value, dialogue);
		const wish = value === undefined ? undefined : readWish(value, deployments);
		if (wish?.action === 'another') {
			return {type: 'adopt', answers: freshAnswers(deployments), by: 'operator'};
		}

		if (wish?.action === 'repair') {
			return {type: 'adopt', answers: adoptedAnswers(wish.deployment, keys), by: 'operator'};
		}

		if (wish) {
			return {type: 'hand over', handover: handoverOf(wish.action, wish.deployment, settled)};
		}
	}
}
