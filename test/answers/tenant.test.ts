import test from 'ava';
import type {Settled} from '../../source/answers/answers.ts';
import {Lookups} from '../../source/answers/lookups.ts';
import {settle} from '../../source/answers/settle.ts';
import type {World} from '../../source/answers/world.ts';
import {ActionError} from '../../source/errors/kinds.ts';
import {guestWorld} from './guest.ts';
import {worldDouble} from './world-double.ts';

const settled: Settled = {target: 'azure', signIn: 'device-code'};

function guest(signIn?: World['signIn']) {
	const lookups = new Lookups(worldDouble(guestWorld(signIn)));
	return {lookups, choose: async (text: string) => settle('subscription', text, {settled, lookups})};
}

test('choosing a tenant signs in to it by the same method, and takes its only usable subscription', async t => {
	const asked: unknown[] = [];
	const {choose} = guest(async (method, {tenantId}) => void asked.push([method, tenantId]));
	t.like(await choose('Client'), {ok: true, value: {subscription: {name: 'Production', tenantId: 'Client'}}});
	t.deepEqual(asked, [['device-code', 'Client']]);
});

test('a tenant with several subscriptions has them offered, and the tenant before can be chosen again', async t => {
	const {choose, lookups} = guest();
	t.like(await choose('Agency'), {
		ok: false,
		isNewList: true,
		problem: 'You are signed in to Agency Ltd. It has 2 subscriptions: choose one.',
	});
	t.deepEqual(
		(await lookups.subscriptions()).map(({name}) => name),
		['Clients', 'Internal'],
	);
	t.like(await choose('internal'), {ok: true, value: {subscription: {name: 'Internal'}}});
	t.regex(JSON.stringify(await choose('Home')), /You are signed in to Home Ltd. It shows no subscription to this account/);
});

test('a sign-in to a tenant that fails says why and leaves everything as it was', async t => {
	const {choose, lookups} = guest(async () => {
		throw new ActionError({code: 'AADSTS50105', cause: 'You are not assigned to it.'});
	});
	await lookups.subscriptions();
	await t.throwsAsync(choose('Client'), {message: /not assigned/});
	t.deepEqual(await lookups.subscriptions(), []);
	t.is((await lookups.closedTenants()).length, 3);
});
