import stateTable from '../../assets/subscription-states.json' with {type: 'json'};
import type {Subscription} from './account.ts';

const states: Record<string, {usable: boolean; words?: string}> = stateTable;

const limits: Record<string, string> = {
	On: 'It has a spending limit: when its credit is used up, Azure stops the machine until the next period.',
	CurrentPeriodOff: 'Its spending limit is lifted for this billing period only.',
};

/** Why nothing can be made in a subscription; undefined when something can. A state that nobody knows counts as unusable. */
export function whyUnusable({name, state}: Subscription): string | undefined {
	const {usable = false, words = 'Nothing can be made in it.'} = states[state] ?? {};
	return usable ? undefined : `The subscription ${name} is ${state}. ${words}`;
}

/** What its owner should know about a subscription in which things can be made. */
export function remarkOn({state, spendingLimit}: Subscription): string | undefined {
	return [states[state]?.words, limits[spendingLimit ?? 'Off']].filter(Boolean).join(' ') || undefined;
}
