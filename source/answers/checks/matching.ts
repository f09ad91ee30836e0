import type {MachineSize} from '../../deployment/machine-size.ts';
import {remarkOn, whyUnusable, type Purpose} from '../../deployment/subscription.ts';
import {right, wrong, type Verdict} from '../answers.ts';
import {nearest} from './nearest.ts';
import type {ClosedTenant, Region, Subscription} from '../answer-source.ts';

/** Checks against what Azure offers. All take the list, so that they can be read and tested without asking anybody. */

/** Whether new resources can be created in it or, to `remove`, existing ones deleted. */
export function isUsable(subscription: Subscription, purpose: Purpose): boolean {
	return whyUnusable(subscription, purpose) === undefined;
}

/** A subscription by id or by name. */
export function matchSubscription(
	text: string,
	subscriptions: readonly Subscription[],
	closed: readonly ClosedTenant[] = [],
	purpose: Purpose = 'create',
): Verdict<Subscription> {
	const typed = text.trim().toLowerCase();
	const byId = subscriptions.filter(({id}) => id.toLowerCase() === typed);
	const found = byId.length > 0 ? byId : subscriptions.filter(({name}) => name.toLowerCase() === typed);
	if (found.length > 1) {
		return wrong(`${found.length} subscriptions are named “${text.trim()}”; use the id of one.`, found[0]?.id);
	}
	const subscription = found[0];
	if (!subscription) {
		return wrong(
			[`No subscription “${text.trim()}” is visible to this sign-in.`, ...closed.map(describeClosed)].join(' '),
			nearest(
				typed,
				subscriptions.map(({name}) => name),
			),
		);
	}
	const problem = whyUnusable(subscription, purpose);
	return problem === undefined ? right(subscription, remarkOn(subscription)) : wrong(problem);
}

/** A tenant that could not be looked into, and what opens it. */
export function describeClosed({name, cause, next}: ClosedTenant): string {
	return `The tenant ${name} could not be searched. ${cause} ${next}`;
}

/** A region by its name or its title. */
export function matchRegion(text: string, regions: readonly Region[]): Verdict<Region> {
	const typed = text
		.trim()
		.toLowerCase()
		.replaceAll(/[\s-]+/g, '');
	const region =
		regions.find(({name}) => name === typed) ?? regions.find(({title}) => title.toLowerCase().replaceAll(/\s+/g, '') === typed);
	return region
		? right(region)
		: wrong(
				`“${text.trim()}” is not a valid region for this subscription.`,
				nearest(
					typed,
					regions.map(({name}) => name),
				),
			);
}

/** A machine size by its name, with or without `Standard_`. */
export function matchSize(text: string, sizes: readonly MachineSize[], region: string): Verdict<MachineSize> {
	const typed = text
		.trim()
		.toLowerCase()
		.replace(/^(standard_)?/, 'standard_');
	const size = sizes.find(({name}) => name.toLowerCase() === typed);
	const available = sizes.filter(({unavailable}) => unavailable === undefined).map(({name}) => name);
	if (!size) {
		return wrong(
			`“${text.trim()}” is not a VM size with at least 2 vCPU and 8 GiB in ${region}.`,
			nearest(typed, available) ?? available[0],
		);
	}
	return size.unavailable === undefined
		? right(size)
		: wrong(`${size.name} is not available in ${region}: ${size.unavailable}`, available[0]);
}
