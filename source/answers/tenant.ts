import type {ClosedTenant} from '../deployment/account.ts';
import {right, type Answered, type Verdict} from './answers.ts';
import type {CachedAnswers} from './cached-answers.ts';
import {isUsable} from './checks/matching.ts';
import type {SignInMethod, SignInWatch, Subscription} from './answer-source.ts';

/**
 * Signs in to a tenant that needs its own sign-in. Its one usable subscription is the answer; otherwise the list has to be
 * offered again. Throws what signing in throws, and the earlier sign-in stays then.
 */
export async function enterTenant(
	tenant: ClosedTenant,
	method: SignInMethod,
	cached: CachedAnswers,
	watch: SignInWatch,
): Promise<Verdict<Answered['subscription']>> {
	await cached.source.signIn(method, {...watch, tenantId: tenant.id});
	cached.forgetAzure();
	const found = await cached.subscriptions();
	const usable: Subscription[] = found.filter(item => isUsable(item, cached.purpose));
	return usable.length === 1 && usable[0]
		? right(usable[0], `It is the only usable subscription in ${tenant.name}.`)
		: {ok: false, problem: `You are signed in to ${tenant.name}. ${describeFound(found, usable)}`, isNewList: true};
}

function describeFound(found: readonly Subscription[], usable: readonly Subscription[]): string {
	if (usable.length > 0) {
		return `It has ${usable.length} subscriptions: choose one.`;
	}

	return found.length > 0 ? 'None of its subscriptions can be used.' : 'This account can see no subscription in it.';
}
