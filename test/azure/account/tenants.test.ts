import test from 'ava';
import {defaultSubscriptions, type Subscription} from '../../../source/sandbox/azure/offerings.ts';
import {pretendAz, tokenScript} from '../fake-az.ts';
import {AzureLookups} from '../../../source/azure/lookups/lookups.ts';
import {AzureSignIn} from '../../../source/azure/account/sign-in.ts';
import {quickPace} from '../fixtures.ts';
import {RecordedAzure} from '../recorded-azure.ts';
import {startWorld} from '../wire-backend.ts';

const [rehearsal] = defaultSubscriptions as [Subscription];
const home = '11111111-1111-4111-8111-111111111111';
const work = '22222222-2222-4222-8222-222222222222';
const gated = '44444444-4444-4444-8444-444444444444';
const strict = '33333333-3333-4333-8333-333333333333';
const inTenant = (tenantId: string, name: string, more: Partial<Subscription> = {}): Subscription => ({
	...rehearsal,
	id: rehearsal.id.replace(
		/^5a/,
		name
			.slice(0, 2)
			.padEnd(2, '0')
			.replaceAll(/[^\da-f]/gi, '0'),
	),
	tenantId,
	name,
	...more,
});

test('a person whose own tenant has no subscription, as with a personal account, signs in to the one that has', async t => {
	const {account} = await startWorld(t, {tenantId: home, otherTenants: [work], subscriptions: [inTenant(work, 'Pay as you go')]});
	const {signIn, lookups} = account({});
	await signIn.signIn('device-code', {});
	t.deepEqual(await lookups.subscriptions(), []);
	t.is(await lookups.betterTenant(), work);
	await signIn.signIn('device-code', {tenantId: work});
	t.is(await lookups.betterTenant(), undefined);
	const [found] = await lookups.subscriptions();
	t.like(found, {name: 'Pay as you go', tenantId: work});
	t.true((await lookups.regions(found!.id)).length > 0, 'without a further sign-in');
});

test("a guest sees the own tenant's subscriptions, and which tenants want a sign-in of their own", async t => {
	const {account} = await startWorld(t, {
		tenantId: home,
		otherTenants: [work],
		subscriptions: [inTenant(home, 'Own', {tenantName: 'Ada Ltd'}), inTenant(work, 'Client', {tenantName: 'Client Corp'})],
	});
	const {signIn, lookups} = account({});
	await signIn.signIn('device-code', {});
	const found = await lookups.subscriptions();
	t.deepEqual(
		found.map(({name, tenantName}) => [name, tenantName]),
		[['Own', 'Ada Ltd']],
	);
	const [closed] = await lookups.closedTenants();
	t.like(closed, {id: work, name: 'Client Corp'});
	t.regex(closed?.next ?? '', new RegExp(`az login --tenant ${work}`));
});

test.serial('with the Azure CLI a tenant that requires a second factor is listed with its reason, and affects no other', async t => {
	const list = (value: unknown[]) => ({status: 200, body: {value}});
	const row = (subscriptionId: string, displayName: string, tenantId: string) => ({
		subscriptionId,
		displayName,
		tenantId,
		state: 'Enabled',
	});
	const azure = new RecordedAzure();
	azure.reply(
		/^GET \/tenants$/,
		list([
			{tenantId: home, displayName: 'Home'},
			{tenantId: strict, displayName: 'Strict'},
			{tenantId: gated, displayName: 'Gated'},
			{tenantId: work},
		]),
	);
	azure.reply(/^GET \/subscriptions$/, list([row('1', 'Own', home)]));
	azure.reply(/^GET \/subscriptions$/, list([row('2', 'Work', work)]));
	await pretendAz(
		t,
		`case "$*" in
*${strict}*) echo "ERROR: AADSTS50076: Due to a configuration change made by your administrator, or because you moved to a new location, you must use multi-factor authentication to access '797f4846'. Trace ID: 0" >&2; exit 1;;
*${gated}*) printf 'ERROR: AADSTS50076: you must use multi-factor authentication.\\nInteractive authentication is needed. Please run:\\naz login --tenant "x" --scope "y"\\n' >&2; exit 1;;
*${work}*) ${tokenScript({tenant: work})}
;;
*) ${tokenScript({tenant: home})}
;;
esac`,
	);
	const endpoints = {azure: 'https://management.azure.com', authority: 'https://login.microsoftonline.com'};
	const signIn = new AzureSignIn({endpoints, environment: {}});
	await signIn.signIn('azure-cli', {});
	const lookups = new AzureLookups({endpoints, account: signIn, httpClient: azure, maxRetries: 0, pace: quickPace});
	t.deepEqual(
		(await lookups.subscriptions()).map(({name, tenantId}) => [name, tenantId]),
		[
			['Own', home],
			['Work', work],
		],
	);
	const closed = await lookups.closedTenants();
	t.deepEqual(
		closed.map(({name}) => name),
		['Strict', 'Gated'],
	);
	t.true(closed.every(({cause}) => cause.includes('multifactor authentication')));
});

test('a subscription says its state, its spending limit and its offer', async t => {
	const {account} = await startWorld(t, {
		tenantId: home,
		subscriptions: [inTenant(home, 'Trial', {state: 'PastDue', spendingLimit: 'On', offer: 'FreeTrial_2014-09-01'})],
	});
	const {signIn, lookups} = account({});
	await signIn.signIn('device-code', {});
	t.like((await lookups.subscriptions())[0], {state: 'PastDue', spendingLimit: 'On', quotaId: 'FreeTrial_2014-09-01'});
});
