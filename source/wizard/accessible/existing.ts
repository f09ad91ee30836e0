import type {Form} from '../../answers/form.ts';
import type {Answers} from '../../answers/answers.ts';
import type {CachedAnswers} from '../../answers/cached-answers.ts';
import {adoptedAnswers, decidedBy, freshAnswers, nextCommandOf, type NextCommand} from '../../answers/existing.ts';
import type {Action, Session} from '../session.ts';
import {describeExisting, readWish, standingItems} from '../existing-items.ts';
import {offer} from './choose.ts';
import type {Dialogue} from './dialogue.ts';
import {askItem} from './question.ts';

/** The conversation ends, and another command goes on. */
export interface HandOver {
	type: 'hand over';
	handover: NextCommand;
}

/** Says what stands in the subscription and asks what shall happen with it; silent where nothing stands. */
export async function askExisting(
	form: Form<unknown>,
	{settled}: Session,
	given: Answers,
	cached: CachedAnswers,
	dialogue: Dialogue,
): Promise<Action | HandOver> {
	const {subscription} = settled;
	if (!form.onNextCommand || !subscription) {
		return {type: 'adopt', answers: {}, by: 'itself'};
	}

	const looking = Promise.all([cached.deployments(subscription.id), cached.sshKeys()]);
	const [deployments, keys] = await dialogue.waiting('Looking for what stands already', looking);
	const decided = decidedBy(given, deployments, keys);
	if (decided) {
		return {type: 'adopt', answers: decided, by: 'itself'};
	}

	const items = standingItems(deployments, true);
	dialogue.say('', `In ${subscription.name} stands already:`, ...deployments.map(deployment => `${describeExisting(deployment)}.`));
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
			return {type: 'hand over', handover: nextCommandOf(wish.action, wish.deployment, settled)};
		}
	}
}
