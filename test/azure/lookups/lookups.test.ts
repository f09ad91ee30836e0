import test from 'ava';
import type {TokenCredential} from '@azure/core-auth';
import {AzureLookups} from '../../../source/azure/lookups/lookups.ts';
import {ActionError} from '../../../source/errors/kinds.ts';
import {quickPace, subscriptionId} from '../fixtures.ts';
import {RecordedAzure} from '../recorded-azure.ts';

const credential = (token: string): TokenCredential => ({getToken: async () => ({token, expiresOnTimestamp: Date.now() + 3_600_000})});
const list = (value: unknown[]) => ({status: 200, body: {value}});
const subscription = (id: string, displayName: string, state = 'Enabled') => ({subscriptionId: id, displayName, state, tenantId: 'home'});

function catalogOf(azure: RecordedAzure, account: Partial<{reachesOtherTenants: boolean; isPerson: boolean}> = {}) {
	return new AzureLookups({
		endpoints: {azure: 'https://management.azure.com'},
		account: {reachesOtherTenants: false, isPerson: false, ...account, credential: (tenantId = 'home') => credential(tenantId)},
		httpClient: azure,
		maxRetries: 0,
		pace: quickPace,
	});
}

function skuOf(name: string, more: object = {}) {
	return {
		resourceType: 'virtualMachines',
		name,
		family: 'standardDASv5Family',
		capabilities: Object.entries({vCPUs: '2', MemoryGB: '8', HyperVGenerations: 'V1,V2', PremiumIO: 'True'}).map(([key, value]) => ({
			name: key,
			value,
		})),
		...more,
	};
}

test('usable subscriptions come before disabled ones', async t => {
	const azure = new RecordedAzure();
	azure.reply(
		/^GET \/subscriptions$/,
		list([subscription('1', 'Alpha', 'Disabled'), subscription('2', 'Zulu'), subscription('3', 'Beta')]),
	);
	const found = await catalogOf(azure).subscriptions();
	t.deepEqual(
		found.map(({name, state}) => `${name} ${state}`),
		['Beta Enabled', 'Zulu Enabled', 'Alpha Disabled'],
	);
});

test('an account that reaches other tenants sees their subscriptions, and a tenant that refuses is left out', async t => {
	const azure = new RecordedAzure();
	azure.reply(/^GET \/subscriptions$/, list([subscription('1', 'Own')]));
	azure.reply(/^GET \/tenants$/, list([{tenantId: 'home'}, {tenantId: 'work'}, {tenantId: 'closed'}]));
	azure.reply(/^GET \/subscriptions$/, list([subscription('1', 'Own')]));
	azure.reply(/^GET \/subscriptions$/, list([subscription('2', 'Work')]));
	azure.reply(/^GET \/subscriptions$/, {status: 401, body: {error: {code: 'InvalidAuthenticationToken', message: 'No.'}}});
	const found = await catalogOf(azure, {reachesOtherTenants: true}).subscriptions();
	t.deepEqual(
		found.map(({name}) => name),
		['Own', 'Work'],
	);
});

test('regions are those that exist somewhere, by geography', async t => {
	const azure = new RecordedAzure();
	azure.reply(/^GET \/subscriptions$/, list([subscription(subscriptionId, 'Test')]));
	const region = (name: string, displayName: string, geographyGroup: string, regionType = 'Physical', type = 'Region') => ({
		name,
		displayName,
		type,
		metadata: {regionType, geographyGroup},
	});
	azure.reply(
		/\/locations$/,
		list([
			region('westus', 'West US', 'US'),
			region('europe', 'Europe', 'Europe', 'Logical'),
			region('edge', 'Edge', 'US', 'Physical', 'EdgeZone'),
			region('eastus', 'East US', 'US'),
			region('northeurope', 'North Europe', 'Europe'),
		]),
	);
	t.deepEqual(await catalogOf(azure).regions(subscriptionId), [
		{name: 'northeurope', title: 'North Europe', geography: 'Europe'},
		{name: 'eastus', title: 'East US', geography: 'US'},
		{name: 'westus', title: 'West US', geography: 'US'},
	]);
});

function offer(azure: RecordedAzure, ours: unknown[] = []): void {
	azure.reply(/^GET \/subscriptions$/, list([subscription(subscriptionId, 'Test')]));
	const spent = {restrictions: [{type: 'Location', reasonCode: 'NotAvailableForSubscription'}]};
	azure.reply(/\/skus$/, list([skuOf('Standard_D2s_v3'), skuOf('Standard_D2as_v5', {family: 'spent'}), skuOf('Standard_D2as_v6', spent)]));
	azure.reply(/Compute\/locations\/eastus\/usages$/, list([{unit: 'Count', currentValue: 2, limit: 2, name: {value: 'spent'}}]));
	azure.reply(/\/resources$/, list(ours));
}

test('sizes are asked for in one region only, best first, and those that are not available come last with their reason', async t => {
	const azure = new RecordedAzure();
	offer(azure);
	const lookups = catalogOf(azure);
	const sizes = await lookups.sizes(subscriptionId, 'eastus');
	t.is(await lookups.lastSizes(subscriptionId, 'eastus'), sizes);
	t.is(azure.count(/\/skus$/), 1);
	t.deepEqual(
		sizes.map(({name, unavailable}) => [name, unavailable?.slice(0, 20)]),
		[
			['Standard_D2s_v3', undefined],
			['Standard_D2as_v6', 'it is not available '],
			['Standard_D2as_v5', 'vCPU quota of its fa'],
		],
	);
	t.is(azure.sent.find(({path}) => path.endsWith('/skus'))?.query.get('$filter'), "location eq 'eastus'");
});

test('sizes are always asked for anew, with the quota of now: after a shortage nothing is offered from before', async t => {
	const azure = new RecordedAzure();
	azure.reply(/^GET \/subscriptions$/, list([subscription(subscriptionId, 'Pay as you go')]));
	azure.reply(/\/skus$/, list([skuOf('Standard_D2as_v5')]));
	azure.reply(/usages$/, list([]));
	azure.reply(/\/resources$/, list([]));
	const lookups = catalogOf(azure);
	const [before] = await lookups.sizes(subscriptionId, 'eastus');
	azure.reply(/\/skus$/, list([skuOf('Standard_D2as_v5')]));
	azure.reply(/usages$/, list([{unit: 'Count', currentValue: 4, limit: 4, name: {value: 'standardDASv5Family'}}]));
	azure.reply(/\/resources$/, list([]));
	const [after] = await lookups.sizes(subscriptionId, 'eastus');
	t.is(before?.unavailable, undefined);
	t.truthy(after?.unavailable);
	t.is(azure.count(/\/skus$/), 2);
});

test('the size of a VM of ours is available and comes first, though its quota is used up by that machine', async t => {
	const azure = new RecordedAzure();
	const id = `/subscriptions/${subscriptionId}/resourceGroups/WASPER-RG/providers/Microsoft.Compute/virtualMachines/wasper-vm`;
	offer(azure, [{id, name: 'wasper-vm', type: 'Microsoft.Compute/virtualMachines', location: 'eastus'}]);
	azure.reply(/wasper-vm$/, {status: 200, body: {id, properties: {hardwareProfile: {vmSize: 'Standard_D2as_v5'}}}});
	const [first] = await catalogOf(azure).sizes(subscriptionId, 'eastus');
	t.is(first?.name, 'Standard_D2as_v5');
	t.is(first?.unavailable, undefined);
});

test("a subscription that the account can't see is refused with the reason", async t => {
	const azure = new RecordedAzure();
	azure.reply(/^GET \/subscriptions$/, list([subscription('1', 'Other')]));
	const error = await t.throwsAsync(catalogOf(azure).regions(subscriptionId), {instanceOf: ActionError});
	t.regex(error.explanation.cause, new RegExp(subscriptionId));
});

test('deployments are found by their tags, with the machine of each; one request tells that there is none', async t => {
	const azure = new RecordedAzure();
	azure.reply(/^GET \/subscriptions$/, list([subscription(subscriptionId, 'Test')]));
	azure.reply(/\/resourcegroups$/i, list([]));
	const lookups = catalogOf(azure);
	t.deepEqual(await lookups.deployments(subscriptionId), []);
	t.is(azure.sent.filter(({path}) => /subscriptions\/./.test(path)).length, 1, 'beside the list of subscriptions');

	const ours = {'wasper-managed-by': 'create-wasper-azure'};
	const tags = {...ours, 'wasper-domain': 'wasper.example.com', 'wasper-release': 'reference', 'wasper-ubuntu': '22.04'};
	azure.reply(
		/\/resourcegroups$/i,
		list([
			{name: 'zebra-rg', location: 'East US', tags: ours},
			{name: 'wasper-rg', location: 'westeurope', tags},
		]),
	);
	azure.reply(/resourceGroups\/wasper-rg\/.*\/wasper-vm$/, {
		status: 200,
		body: {
			id: '/vm',
			name: 'wasper-vm',
			location: 'westeurope',
			tags,
			properties: {
				hardwareProfile: {vmSize: 'Standard_D2s_v3'},
				instanceView: {statuses: [{code: 'PowerState/deallocated'}]},
				osProfile: {linuxConfiguration: {ssh: {publicKeys: [{keyData: 'ssh-ed25519 AAAA'}]}}},
			},
		},
	});
	t.deepEqual(await lookups.deployments(subscriptionId), [
		{
			group: 'wasper-rg',
			region: 'westeurope',
			domain: 'wasper.example.com',
			release: 'reference',
			ubuntu: '22.04',
			machine: {size: 'Standard_D2s_v3', power: 'deallocated', authorizedKeys: ['ssh-ed25519 AAAA']},
		},
		{group: 'zebra-rg', region: 'eastus'},
	]);
});
