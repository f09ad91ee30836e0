import type {Form} from '../../answers/form.ts';
import type {Answers} from '../../answers/answers.ts';
import type {CachedAnswers} from '../../answers/cached-answers.ts';
import {adoptedAnswers, decidedBy, freshAnswers, nextCommandOf, type NextCommand} from '../../answers/existing.ts';
import type {Action, Session} from '../session.ts';
import {describeExisting, readChoice, existingItems} from '../existing-items.ts';
import {offer} from './choose.ts';
import type {Dialogue} from './dialogue.ts';
import {askItem} from './question.ts';

/** The dialogue ends, and another command runs. */
export interface LeaveFor {
	type: 'next command';
	nextCommand: NextCommand;
}

/** Lists the existing deployments in the subscription and asks what to do with them; silent where there are none. */
export async function askExisting(
	form: Form<unknown>,
	{answered}: Session,
	given: Answers,
	cached: CachedAnswers,
	dialogue: Dialogue,
): Promise<Action | LeaveFor> {
	const {subscription} = answered;
	if (!form.existing || !subscription) {
		return {type: 'adopt', answers: {}, by: 'itself'};
	}

	const looking = Promise.all([cached.deployments(subscription.id), cached.sshKeys()]);
	const [deployments, keys] = await dialogue.waiting('Looking for existing deployments', looking);
	const decided = decidedBy(given, deployments, keys);
	if (decided) {
		return {type: 'adopt', answers: decided, by: 'itself'};
	}

	const items = existingItems(deployments, form.existing.actions, true);
	dialogue.say(
		'',
		`Wasper is already installed in ${subscription.name}:`,
		...deployments.map(deployment => `${describeExisting(deployment)}.`),
	);
	dialogue.say('What would you like to do?', ...offer(items, items, true));
	for (;;) {
		const value = await askItem(items, items[0]?.value, dialogue);
		const choice = value === undefined ? undefined : readChoice(value, deployments);
		if (choice?.wish === 'another') {
			return {type: 'adopt', answers: freshAnswers(deployments), by: 'operator'};
		}

		if (choice?.wish === 'repair') {
			return {type: 'adopt', answers: adoptedAnswers(choice.deployment, keys), by: 'operator'};
		}

		if (choice) {
			return {type: 'next command', nextCommand: nextCommandOf(choice.verb, choice.deployment, answered)};
		}
	}
}
