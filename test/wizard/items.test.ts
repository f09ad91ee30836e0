import test from 'ava';
import {subscriptionItems} from '../../source/wizard/items.ts';

const subscription = (id: string, name: string, more: object = {}) => ({id, name, tenantId: 'home', state: 'Enabled', ...more});

test('one tenant needs no heading; what is special about a subscription is shown at its right edge', t => {
	const items = subscriptionItems(
		[subscription('1', 'Plain'), subscription('2', 'Trial', {spendingLimit: 'On'}), subscription('3', 'Old', {state: 'Disabled'})],
		[],
	);
	t.deepEqual(
		items.map(({label, right, group, unavailable}) => [label, right, group, unavailable?.slice(0, 32)]),
		[
			['Plain', undefined, undefined, undefined],
			['Trial', 'spending limit', undefined, undefined],
			['Old', 'Disabled', undefined, 'The subscription Old is Disabled'],
		],
	);
});

test('with several tenants subscriptions stand under their tenant by name, and closed tenants last, with what opens them', t => {
	const items = subscriptionItems(
		[
			subscription('1', 'A', {tenantName: 'Home'}),
			subscription('2', 'B', {tenantId: 'w', tenantName: 'Work'}),
			subscription('3', 'C', {tenantName: 'Home'}),
		],
		[{id: 'x', name: 'Contoso', cause: 'It wants a second factor.', next: 'Run az login --tenant x.', canEnter: false}],
	);
	t.deepEqual(
		items.map(({group, label}) => `${group}: ${label}`),
		['Home: A', 'Home: C', 'Work: B', 'Not searched: Contoso'],
	);
	t.is(items.at(-1)?.unavailable, 'It wants a second factor. Run az login --tenant x.');
});
