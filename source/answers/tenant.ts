import type {ClosedTenant} from '../deployment/account.ts';
import {right, type Settled, type Verdict} from './answers.ts';
import type {CachedAnswers} from './cached-answers.ts';
import {isUsable} from './checks/matching.ts';
import type {SignInMethod, SignInWatch, Subscription} from './answer-source.ts';

/**
 * Signs in to a tenant that wants a sign-in of its own. Its one usable subscription is the answer; where there is another
 * number of them, the list has to be offered anew. Throws what signing in throws, and is signed in as before then.
 */
export async function enterTenant(
	tenant: ClosedTenant,
	method: SignInMethod,
	cached: CachedAnswers,
	watch: SignInWatch,
): Promise<Verdict<NonNullable<Settled['subscription']>>> {
	await cached.source.signIn(method, {...watch, tenantId: tenant.id});
	cached.forgetAzure();
	const found = await cached.subscriptions();
	const usable: Subscription[] = found.filter(item => isUsable(item, cached.purpose));
	return usable.length === 1 && usable[0]
		? right(usable[0], `It is the only subscription of ${tenant.name} that can be used.`)
		: {ok: false, problem: `You are signed in to ${tenant.name}. ${whatIsThere(found, usable)}`, isNewList: true};
}

function whatIsThere(found: readonly Subscription[], usable: readonly Subscription[]): string {
	if (usable.length > 0) {
		return `It has ${usable.length} subscriptions: choose one.`;
	}

	return found.length > 0 ? 'None of its subscriptions can be used.' : 'It shows no subscription to this account.';
}
