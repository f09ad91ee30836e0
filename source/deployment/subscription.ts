import stateTable from '../../assets/subscription-states.json' with {type: 'json'};
import type {Subscription} from './account.ts';

/** `removable`: Azure lets nothing be created or changed in it, and existing resources be deleted. */
const states: Record<string, {usable: boolean; removable?: boolean; words?: string}> = stateTable;

/** What is to be done in a subscription. */
export type Purpose = 'create' | 'remove';

const limits: Record<string, string> = {
	On: 'It has a spending limit: when its credit is used up, Azure stops the machine until the next period.',
	CurrentPeriodOff: 'Its spending limit is lifted for this billing period only.',
};

/** Why that can't be done in a subscription; undefined when it can. A state that nobody knows counts as unusable. */
export function whyUnusable({name, state}: Subscription, purpose: Purpose = 'create'): string | undefined {
	const {usable = false, removable = usable, words = 'Nothing can be created in it.'} = states[state] ?? {};
	return (purpose === 'remove' ? removable : usable) ? undefined : `The subscription ${name} is ${state}. ${words}`;
}

/** What its owner should know about a usable subscription. */
export function remarkOn({state, spendingLimit}: Subscription): string | undefined {
	return [states[state]?.words, limits[spendingLimit ?? 'Off']].filter(Boolean).join(' ') || undefined;
}
