import test from 'ava';
import type {Answered} from '../../source/answers/answers.ts';
import {CachedAnswers} from '../../source/answers/cached-answers.ts';
import {submit} from '../../source/answers/asking.ts';
import type {AnswerSource} from '../../source/answers/answer-source.ts';
import {ActionError} from '../../source/errors/kinds.ts';
import {guestWorld} from './guest.ts';
import {worldDouble} from './source-double.ts';

const answered: Partial<Answered> = {target: 'azure', signIn: 'device-code'};

function guest(signIn?: AnswerSource['signIn']) {
	const cached = new CachedAnswers(worldDouble(guestWorld(signIn)));
	return {cached, choose: async (text: string) => submit('subscription', text, {answered, cached})};
}

test('choosing a tenant signs in to it by the same method, and takes its only usable subscription', async t => {
	const asked: unknown[] = [];
	const {choose} = guest(async (method, {tenantId}) => void asked.push([method, tenantId]));
	t.like(await choose('Client'), {ok: true, value: {subscription: {name: 'Production', tenantId: 'Client'}}});
	t.deepEqual(asked, [['device-code', 'Client']]);
});

test('a tenant with several subscriptions has them offered, and the tenant before can be chosen again', async t => {
	const {choose, cached} = guest();
	t.like(await choose('Agency'), {
		ok: false,
		isNewList: true,
		problem: 'You are signed in to Agency Ltd. It has 2 subscriptions: choose one.',
	});
	t.deepEqual(
		(await cached.subscriptions()).map(({name}) => name),
		['Clients', 'Internal'],
	);
	t.like(await choose('internal'), {ok: true, value: {subscription: {name: 'Internal'}}});
	t.regex(JSON.stringify(await choose('Home')), /You are signed in to Home Ltd. This account can see no subscription in it/);
});

test('a sign-in to a tenant that fails says why, and the earlier sign-in stays', async t => {
	const {choose, cached} = guest(async () => {
		throw new ActionError({code: 'AADSTS50105', cause: 'You are not assigned to it.'});
	});
	await cached.subscriptions();
	t.like(await choose('Client'), {ok: false, problem: 'You are not assigned to it.', failure: {kind: 'action'}});
	t.deepEqual(await cached.subscriptions(), []);
	t.is((await cached.closedTenants()).length, 3);
});

test('after a new sign-in nothing is answered from what the account before saw', async t => {
	const calls: string[] = [];
	const cached = new CachedAnswers(worldDouble({}, calls));
	const look = async () =>
		Promise.all([
			cached.subscriptions(),
			cached.closedTenants(),
			cached.deployments('s'),
			cached.systemDisk('s', 'wasper-rg'),
			cached.regions('s'),
			cached.sizes('s', 'eastus'),
		]);
	await look();
	await look();
	const asked = calls.splice(0).toSorted();
	t.is(new Set(asked).size, asked.length, 'before it, everything is asked once');
	await submit('signIn', 'browser', {answered: {target: 'azure'}, cached});
	calls.splice(0);
	await look();
	t.deepEqual(calls.toSorted(), asked);
});
