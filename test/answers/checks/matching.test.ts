import test from 'ava';
import {matchRegion, matchSize, matchSubscription} from '../../../source/answers/checks/matching.ts';
import {nearest} from '../../../source/answers/checks/nearest.ts';
import {regions, sizes} from '../source-double.ts';

const subscriptions = [
	{id: 'aaa', name: 'Production', tenantId: 't', state: 'Enabled'},
	{id: 'bbb', name: 'Old', tenantId: 't', state: 'Disabled'},
	{id: 'ccc', name: 'Twin', tenantId: 't', state: 'Enabled'},
	{id: 'ddd', name: 'Twin', tenantId: 't', state: 'Enabled'},
];

const problem = (verdict: {ok: boolean; problem?: string}) => verdict.problem ?? '';

test('a subscription is found by id and by name', t => {
	t.like(matchSubscription('AAA', subscriptions), {ok: true, value: {id: 'aaa'}});
	t.like(matchSubscription('production', subscriptions), {ok: true, value: {id: 'aaa'}});
});

test('a subscription that is disabled, ambiguous or unknown is refused with the reason', t => {
	t.regex(problem(matchSubscription('old', subscriptions)), /Old is Disabled/);
	t.regex(problem(matchSubscription('twin', subscriptions)), /2 subscriptions are named/);
	t.like(matchSubscription('productoin', subscriptions), {ok: false, suggestion: 'Production'});
});

test('a subscription that is not in sight may be in a tenant that could not be searched: the refusal says so', t => {
	const closed = [{id: 'x', name: 'Contoso', cause: 'It wants a second factor.', next: 'Run az login --tenant x.', canEnter: false}];
	t.regex(
		problem(matchSubscription('elsewhere', subscriptions, closed)),
		/tenant Contoso could not be searched.*second factor.*az login --tenant x/,
	);
});

test('a subscription with a spending limit is taken, with a remark', t => {
	const [limited] = subscriptions.map(subscription => ({...subscription, spendingLimit: 'On'}));
	t.like(matchSubscription('aaa', [limited!]), {ok: true});
	t.regex((matchSubscription('aaa', [limited!]) as {note?: string}).note ?? '', /spending limit/);
});

test('a region is found by name and by title', t => {
	t.like(matchRegion('westeurope', regions), {ok: true, value: {name: 'westeurope'}});
	t.like(matchRegion('West Europe', regions), {ok: true, value: {name: 'westeurope'}});
	t.like(matchRegion('westeuropa', regions), {ok: false, suggestion: 'westeurope'});
});

test('a size is found with and without its prefix, in any case', t => {
	t.like(matchSize('standard_d2AS_v5', sizes, 'eastus'), {ok: true, value: {name: 'Standard_D2as_v5'}});
	t.like(matchSize('D2as_v5', sizes, 'eastus'), {ok: true, value: {name: 'Standard_D2as_v5'}});
});

test('a size that cannot be had is refused with the reason and the best other one', t => {
	const verdict = matchSize('Standard_D8as_v5', sizes, 'eastus');
	t.regex(problem(verdict), /not available in eastus: The quota for this family/);
	t.like(verdict, {suggestion: 'Standard_D2as_v5'});
	t.regex(problem(matchSize('Standard_B1s', sizes, 'eastus')), /not a VM size with at least 2 vCPU and 8 GiB/);
});

test('the nearest word is offered only when it is near', t => {
	t.is(nearest('domian', ['domain', 'region', 'size']), 'domain');
	t.is(nearest('res', ['resource-group', 'region']), 'resource-group');
	t.is(nearest('xyzzy', ['domain', 'region', 'size']), undefined);
});
