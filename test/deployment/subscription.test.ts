import test from 'ava';
import {remarkOn, whyUnusable} from '../../source/deployment/subscription.ts';

const subscription = (state: string, spendingLimit?: string) => ({
	id: 's',
	name: 'Mine',
	tenantId: 't',
	state,
	...(spendingLimit && {spendingLimit}),
});

test('resources can be created where Azure allows it, overdue or not; otherwise the reason is given', t => {
	t.is(whyUnusable(subscription('Enabled')), undefined);
	t.is(whyUnusable(subscription('PastDue')), undefined);
	for (const state of ['Warned', 'Disabled', 'Expired', 'Deleted', 'SomethingNew']) {
		t.regex(whyUnusable(subscription(state)) ?? '', new RegExp(`^The subscription Mine is ${state}\\. \\S`));
	}
});

test('overdue payments and spending limits are shown though they stop nothing', t => {
	t.is(remarkOn(subscription('Enabled', 'Off')), undefined);
	t.regex(remarkOn(subscription('PastDue')) ?? '', /payment is overdue/);
	t.regex(remarkOn(subscription('Enabled', 'On')) ?? '', /Azure stops the machine/);
	t.regex(remarkOn(subscription('Enabled', 'CurrentPeriodOff')) ?? '', /this billing period only/);
	t.regex(remarkOn(subscription('PastDue', 'On')) ?? '', /payment is overdue.*Azure stops the machine/);
});
